package dev.simarena.junit;

import dev.simarena.trace.Suggestions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Word the messages of this package. */
final class JunitMessages {

    /** Names that a message lists before it counts the rest. */
    private static final int NAMES_SHOWN = 10;

    private JunitMessages() {}

    static String unknownScenario(String name, Collection<String> available) {
        return "Scenario [%s] does not exist.%s Available: %s"
                .formatted(name, Suggestions.didYouMean(name, available), Suggestions.available(available));
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
        return "Setting [%s] does not exist.%s Available: %s"
                .formatted(key, Suggestions.didYouMean(key, ArenaSettings.keys()), list(ArenaSettings.keys()));
    }

    static String unknownCluster(String name, Collection<String> available) {
        return "Cluster [%s] does not exist.%s Available: %s"
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
        return "Glob [%s] is malformed: %s. Correct it, or put a backslash before a special character that is meant literally."
                .formatted(pattern, reason);
    }

    static String missingFolder(String traces, String type, Path folder) {
        return ("Trace folder [%s] of [%s] does not exist. Create %s, put traces beside the class, or name another folder"
                        + " with @Scenario(traces = ...).")
                .formatted(traces, type, folder);
    }

    static String emptyFolder(Path folder, String pattern, String type) {
        return "Trace folder [%s] of [%s] holds no trace. Put files into it that match %s."
                .formatted(folder, type, pattern);
    }

    static String unreadableFolder(Path folder, String reason) {
        return "Trace folder [%s] cannot be read: %s. Check the permissions of its files.".formatted(folder, reason);
    }

    static String nothingPlayed(String element) {
        return ("Test [%s] played no episode. Take a Simulation as a parameter and play it: simulation.play(policy), or reset"
                        + " and step.")
                .formatted(element);
    }

    static String scenarioTwins(String name, String one, String other) {
        return "Scenario [%s] is the name of [%s] and of [%s]. Give each a name of its own."
                .formatted(name, one, other);
    }

    static String policyThrew(String policy) {
        return "Policy [%s] threw this. Mend the policy, or the test that asks it.".formatted(policy);
    }

    static String noTraces(String element) {
        return ("Test [%s] has no traces. Put @Scenario on its class, or name a folder with"
                        + " @EpisodeTest(traces = ...) or @TraceSource.")
                .formatted(element);
    }

    static String filterMatchesNothing(String pattern, String scenario, SortedSet<String> names) {
        List<String> first = names.stream().limit(NAMES_SHOWN).toList();
        int more = names.size() - first.size();
        return "Setting [arena.trace = %s] matches no trace of scenario [%s].%s Available: %s%s"
                .formatted(
                        pattern,
                        scenario,
                        Suggestions.didYouMean(
                                stem(pattern),
                                names.stream().map(JunitMessages::stem).toList()),
                        list(first),
                        more > 0 ? " and %d more".formatted(more) : "");
    }

    /** Leave out what is neither typed nor remembered: the ending of a file and the characters of globs. */
    private static String stem(String name) {
        return name.replaceFirst("\\.[^./]*$", "").replaceAll("[*?\\[\\]{}\\\\]", "");
    }

    static String noDeployment(String trace, Collection<String> available) {
        return ("Trace [%s] does not say which Deployment the episode is about. Add @Workload(deployment = ...)."
                        + " Available: %s")
                .formatted(trace, list(available));
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

    static String moreFailures(int more) {
        return "Tests [%d more] failed. Look at the report, or at the log of this step.".formatted(more);
    }

    static String resultsNotEmptied(Path directory) {
        return "Results of Allure [%s] cannot be emptied. Check who owns the files.".formatted(directory);
    }

    static String nothingKept() {
        return "nothing, since the environment failed before there was anything to look at";
    }

    static String aftermathFailed(RuntimeException failure) {
        return "nothing, since that failed: %s"
                .formatted(String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
    }

    static String shrinking(String trace, String size) {
        return "Shrinking [%s]: %s, at most %d episodes".formatted(trace, size, Shrinking.MOST_PLAYS);
    }

    static String shrinkStep(int plays, String size, boolean fails) {
        return "  episode %d: %s: %s".formatted(plays, size, fails ? "fails the same way" : "does not");
    }

    static String shrunk(String minimal, String whole, int plays, boolean cut) {
        return "%s of %s, after %d episodes%s".formatted(minimal, whole, plays, cut ? ", which is the most" : "");
    }

    static String traceFileForSeveral(String file, int traces) {
        return "Setting [arena.traceFile = %s] stands for one trace, but %d would play. Name the one with arena.trace."
                .formatted(file, traces);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
