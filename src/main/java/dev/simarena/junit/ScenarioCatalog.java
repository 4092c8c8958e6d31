package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Know the scenarios beside a class: those of its class-path root.
 *
 * @param classes scenario classes, sorted by scenario and class name
 */
record ScenarioCatalog(List<Class<?>> classes) {

    /** Look at the class-path root of a class; only classes whose names match are loaded. */
    static ScenarioCatalog around(Class<?> type, Function<String, Optional<String>> settings) {
        Pattern names = names(settings);
        List<Class<?>> found = new ArrayList<>(root(type)
                .map(root -> ReflectionSupport.findAllClassesInClasspathRoot(
                        root,
                        ScenarioCatalog::isScenario,
                        name -> names.matcher(name).matches()))
                .orElse(List.of()));
        if (!found.contains(type)) {
            found.add(type);
        }
        found.sort(Comparator.<Class<?>, String>comparing(ScenarioCatalog::name).thenComparing(Class::getName));
        return new ScenarioCatalog(List.copyOf(found));
    }

    private static Pattern names(Function<String, Optional<String>> settings) {
        return pattern(settings.apply(ArenaSettings.SCENARIO_CLASSES).orElse(ArenaSettings.DEFAULT_SCENARIO_CLASSES));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(
                    JunitMessages.badSetting(ArenaSettings.SCENARIO_CLASSES, regex, "a regular expression"), e);
        }
    }

    /** Return the name of a scenario class. */
    static String name(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, Scenario.class)
                .map(Scenario::value)
                .orElse(type.getSimpleName());
    }

    /**
     * Return another scenario class with the name of one, the first by its own name; empty where there is none, or where the class
     * itself has no name as scenario classes have them, so that nobody plays both.
     */
    static Optional<Class<?>> twin(Class<?> type, Function<String, Optional<String>> settings) {
        return names(settings).matcher(type.getName()).matches()
                ? around(type, settings).classes().stream()
                        .filter(other -> !other.equals(type) && name(other).equals(name(type)))
                        .findFirst()
                : Optional.empty();
    }

    /** Return the names of all scenarios, sorted. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        classes.forEach(type -> names.add(name(type)));
        return names;
    }

    /** Return the one class that tells about names that do not exist: the first that plays, else the first. */
    Optional<Class<?>> messenger(Selection selection) {
        return Stream.concat(classes.stream().filter(type -> selection.includes(name(type))), classes.stream())
                .filter(type -> !episodeTests(type).isEmpty())
                .findFirst();
    }

    /** Return the trace names of all scenarios that are selected; folders that do not exist have none. */
    SortedSet<String> traceNames(Optional<Selection> selection, Path folder) {
        SortedSet<String> names = new TreeSet<>();
        for (Class<?> type : classes) {
            String name = name(type);
            if (selection.isEmpty() || selection.get().includes(name)) {
                traceFolders(type).forEach(traces -> names.addAll(namesIn(traces, name, folder, type)));
            }
        }
        return names;
    }

    private static Stream<String> traceFolders(Class<?> type) {
        Stream<String> own = AnnotationSupport.findAnnotation(type, Scenario.class).map(Scenario::traces).stream();
        return Stream.concat(
                        own,
                        episodeTests(type).stream()
                                .flatMap(method -> AnnotationSupport.findAnnotation(method, EpisodeTest.class).stream())
                                .map(EpisodeTest::traces)
                                .filter(traces -> !traces.isEmpty()))
                .distinct();
    }

    private static Collection<String> namesIn(String traces, String scenario, Path folder, Class<?> type) {
        try {
            return TraceFolder.find(traces, scenario, folder, type).files().stream()
                    .map(TraceFile::name)
                    .toList();
        } catch (ConfigurationException e) {
            // the scenario itself says so when its turn comes
            return List.of();
        }
    }

    /** Return the methods that play episodes. */
    static List<Method> episodeTests(Class<?> type) {
        return ReflectionSupport.findMethods(
                type,
                method -> AnnotationSupport.isAnnotated(method, EpisodeTest.class),
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static boolean isScenario(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && AnnotationSupport.isAnnotated(type, Scenario.class);
    }

    private static Optional<URI> root(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
