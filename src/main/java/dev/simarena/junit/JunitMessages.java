package dev.simarena.junit;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Word the messages of this package. */
final class JunitMessages {

    private JunitMessages() {}

    static String unknownScenario(String name, Collection<String> available) {
        return "Scenario [%s] does not exist. %sAvailable: %s"
                .formatted(name, Suggestions.didYouMean(name, available), list(available));
    }

    static String noScenarioNamed(Collection<String> available) {
        return "Selection [-Dscenario=] names no scenario. Name one or more, separated by commas, or leave it out."
                + " Available: " + list(available);
    }

    static String badScenarioName(String name, String type) {
        return ("Scenario [%s] on [%s] is not a usable name. Use lower-case letters, digits and hyphens, beginning with a"
                        + " letter, for example @Scenario(\"cpu\").")
                .formatted(name, type);
    }

    static String unknownSetting(String key) {
        return "Setting [%s] does not exist. %sAvailable: %s"
                .formatted(key, Suggestions.didYouMean(key, ArenaSettings.keys()), list(ArenaSettings.keys()));
    }

    static String unknownCluster(String name, Collection<String> available) {
        return "Cluster [%s] does not exist. %sAvailable: %s"
                .formatted(name, Suggestions.didYouMean(name, available), list(available));
    }

    static String blankSetting(String key) {
        return "Setting [%s] is blank. Give it a value, or leave it out.".formatted(key);
    }

    static String badSetting(String key, String value, String expected) {
        return "Setting [%s = %s] is not %s. Correct it, or leave it out.".formatted(key, value, expected);
    }

    static String badAttribute(String annotation, String attribute, Object value, String element, String expected) {
        return "Attribute [@%s(%s = %s)] on [%s] is not %s. Correct it, or leave it out."
                .formatted(annotation, attribute, value, element, expected);
    }

    static String badPattern(String pattern, String reason) {
        return "Glob [%s] is malformed: %s. Quote special characters with a backslash.".formatted(pattern, reason);
    }

    static String missingFolder(String traces, String type, List<Path> tried) {
        return ("Trace folder [%s] of [%s] does not exist. Create one of %s, or name another with"
                        + " @Scenario(traces = ...).")
                .formatted(traces, type, list(tried.stream().map(Path::toString).toList()));
    }

    static String emptyFolder(Path folder, String pattern, String type) {
        return "Trace folder [%s] of [%s] holds no trace. Put files into it that match %s."
                .formatted(folder, type, pattern);
    }

    static String unreadableFolder(Path folder, String reason) {
        return "Trace folder [%s] cannot be read: %s. Check the permissions of its files.".formatted(folder, reason);
    }

    static String noTraces(String element) {
        return ("Test [%s] has no traces. Put @Scenario on its class, or name a folder with"
                        + " @EpisodeTest(traces = ...) or @TraceSource.")
                .formatted(element);
    }

    static String filterMatchesNothing(String pattern, String scenario, List<String> nearest) {
        return "Setting [arena.trace = %s] matches no trace of scenario [%s]. Nearest: %s"
                .formatted(pattern, scenario, list(nearest));
    }

    static String noDeployment(String trace, Collection<String> available) {
        return ("Trace [%s] does not say which Deployment the episode is about. Add @Workload(deployment = ...)."
                        + " Available: %s")
                .formatted(trace, list(available));
    }

    static String missingDeployment(String deployment, String trace, Collection<String> available) {
        return "Deployment [%s] does not exist in trace [%s]. %sAvailable: %s"
                .formatted(deployment, trace, Suggestions.didYouMean(deployment, available), list(available));
    }

    static String noTarget(String trace) {
        return ("Trace [%s] does not say how many pods must become ready. Add @Workload(target = ...) or set"
                        + " -Darena.target.")
                .formatted(trace);
    }

    static String noTrace(String parameter, String element) {
        return ("Parameter [%s] of [%s] belongs to no trace. Use @EpisodeTest, or @ParameterizedTest with @TraceSource,"
                        + " or SimulationExtension.builder().trace(...).")
                .formatted(parameter, element);
    }

    static String matrixOutsideEpisodeTest(String key, List<String> names, String element) {
        return "Setting [%s = %s] names several for [%s], which plays one. Use @EpisodeTest for a matrix, or name one."
                .formatted(key, String.join(",", names), element);
    }

    static String instanceField(String element) {
        return ("Extension [SimulationExtension] of [%s] is registered by an instance field, too late for @EpisodeTest."
                        + " Make the field static.")
                .formatted(element);
    }

    static String resultsNotEmptied(Path directory) {
        return "Results of Allure [%s] cannot be emptied. Check who owns the files.".formatted(directory);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
