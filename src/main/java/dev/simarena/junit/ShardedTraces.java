package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.episode.Shard;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Take the traces of a test that belong to the shard of this run.
 *
 * <p>Traces are dealt out one by one over all scenarios that are selected, in the order of scenario, class, method and trace:
 * shards differ by one trace at most, also where each scenario has fewer traces than there are shards. What plays on a
 * trace stays together, since it is the unit of gates. Tests outside of scenarios begin with a shard that follows from
 * their name.
 */
final class ShardedTraces {

    private ShardedTraces() {}

    /** Return the part, all traces where the run is no shard. */
    static List<TraceFile> of(List<TraceFile> files, ScenarioConfig config, ExtensionContext context) {
        Optional<Shard> shard = config.gates().shard();
        return shard.map(part -> part.part(files, before(config, context))).orElse(files);
    }

    private static int before(ScenarioConfig config, ExtensionContext context) {
        int before = 0;
        if (config.named()) {
            Optional<Selection> selection = Selection.of(context::getConfigurationParameter);
            for (Class<?> type : ScenarioCatalog.around(config.type(), context::getConfigurationParameter)
                    .classes()) {
                String scenario = ScenarioCatalog.name(type);
                if (selection.isPresent() && !selection.get().includes(scenario)) {
                    continue;
                }
                for (Method method : methods(type)) {
                    if (type.equals(config.type()) && method.equals(context.getRequiredTestMethod())) {
                        return before;
                    }
                    before += count(method, type, scenario, config);
                }
            }
        }
        return Math.floorMod(config.element().hashCode(), 1 << 20);
    }

    private static List<Method> methods(Class<?> type) {
        return ScenarioCatalog.episodeTests(type).stream()
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
    }

    private static int count(Method method, Class<?> type, String scenario, ScenarioConfig config) {
        String traces = AnnotationSupport.findAnnotation(method, EpisodeTest.class)
                .map(EpisodeTest::traces)
                .filter(own -> !own.isEmpty())
                .or(() -> AnnotationSupport.findAnnotation(type, Scenario.class).map(Scenario::traces))
                .orElse("");
        try {
            List<TraceFile> files =
                    TraceFolder.find(traces, scenario, config.folder(), type).files();
            return ScenarioTraces.matching(files, config).size();
        } catch (ConfigurationException e) {
            // the scenario itself says so when its turn comes
            return 0;
        }
    }
}
