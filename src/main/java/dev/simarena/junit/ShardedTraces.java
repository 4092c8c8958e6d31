package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Shard;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Take the traces of a test that belong to the shard of this run.
 *
 * <p>Traces are dealt out one by one over all scenarios that are selected, in the order of scenario and trace: shards differ
 * by one trace at most, also where each scenario has fewer traces than there are shards. Everything that plays on a trace
 * of a scenario stays together, in whichever method or class: it is the unit of gates, and the records of a shard put
 * episodes in order that would have the same folder. A test outside of scenarios is one of its own, of which the first
 * shard follows from its name.
 */
final class ShardedTraces {

    /** Places are dealt out below this number, so that no sum of them is negative. */
    private static final int MOST = 1 << 20;

    private ShardedTraces() {}

    /** Return the part, all traces where the run is no shard. */
    static List<TraceFile> of(List<TraceFile> files, ScenarioConfig config, ExtensionContext context) {
        Optional<Shard> shard = config.gates().shard();
        if (shard.isEmpty()) {
            return files;
        }
        Map<String, Integer> places = places(config, context);
        return files.stream()
                .filter(file -> shard.get()
                        .plays(places.getOrDefault(file.name(), place(config.scenario() + "/" + file.name()))))
                .toList();
    }

    /** Return the places of the traces of a scenario among those of all; given in code, a trace has none. */
    private static Map<String, Integer> places(ScenarioConfig config, ExtensionContext context) {
        Map<String, Set<String>> scenarios = new LinkedHashMap<>();
        for (Class<?> type : classes(config, context)) {
            String scenario = ScenarioCatalog.name(type);
            scenarios.computeIfAbsent(scenario, __ -> new TreeSet<>()).addAll(traces(type, scenario, config));
        }
        int place = config.named() ? 0 : place(config.scenario());
        Map<String, Integer> places = new HashMap<>();
        for (Map.Entry<String, Set<String>> scenario : scenarios.entrySet()) {
            for (String trace : scenario.getValue()) {
                if (scenario.getKey().equals(config.scenario())) {
                    places.put(trace, place);
                }
                place++;
            }
        }
        return places;
    }

    private static int place(String name) {
        return Math.floorMod(name.hashCode(), MOST);
    }

    /** Return the classes that are selected, sorted by scenario. */
    private static List<Class<?>> classes(ScenarioConfig config, ExtensionContext context) {
        if (!config.named()) {
            return List.of(config.type());
        }
        Optional<Selection> selection = Selection.of(context::getConfigurationParameter);
        return ScenarioCatalog.around(config.type(), context::getConfigurationParameter).classes().stream()
                .filter(type -> selection.isEmpty() || selection.get().includes(ScenarioCatalog.name(type)))
                .toList();
    }

    private static Set<String> traces(Class<?> type, String scenario, ScenarioConfig config) {
        Set<String> folders = new TreeSet<>();
        ReflectionSupport.findMethods(type, __ -> true, HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> folder(method, type).ifPresent(folders::add));
        Set<String> names = new TreeSet<>();
        folders.forEach(folder -> names.addAll(traces(folder, type, scenario, config)));
        return names;
    }

    private static List<String> traces(String folder, Class<?> type, String scenario, ScenarioConfig config) {
        try {
            List<TraceFile> files =
                    TraceFolder.find(folder, scenario, config.folder(), type).files();
            return ScenarioTraces.matching(files, config).stream()
                    .map(TraceFile::name)
                    .toList();
        } catch (ConfigurationException e) {
            // the scenario itself says so when its turn comes
            return List.of();
        }
    }

    /** Return the folder or glob of a method that plays traces, empty for the scenario's own. */
    private static Optional<String> folder(Method method, Class<?> type) {
        return AnnotationSupport.findAnnotation(method, TraceSource.class)
                .map(TraceSource::value)
                .or(() -> AnnotationSupport.findAnnotation(method, EpisodeTest.class)
                        .map(EpisodeTest::traces))
                .map(own -> own.isEmpty()
                        ? AnnotationSupport.findAnnotation(type, Scenario.class)
                                .map(Scenario::traces)
                                .orElse("")
                        : own);
    }
}
