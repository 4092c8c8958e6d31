package dev.simarena.junit;

import dev.simarena.episode.Shard;
import java.nio.file.Path;
import java.util.List;

/** Word what the tests of gates, self-checks and known failures have to say. */
final class GateTestMessages {

    /** Traces that a message lists before it counts the rest. */
    private static final int SHOWN = 5;

    private GateTestMessages() {}

    static String narrowed(String gate, int episodes) {
        return "Gate [%s] was not asked: %s or %s leave only %d of its episodes to play. Play them all."
                .formatted(gate, ArenaSettings.TRACE, ArenaSettings.REPETITION, episodes);
    }

    static String sharded(String gate, Shard shard) {
        return "Gate [%s] was not asked: shard %s plays a part of its episodes. Judge all shards: arena merge."
                .formatted(gate, shard);
    }

    static String emptyShard(String name, int traces, String element) {
        return "Test [%s] has nothing to play in %s: it has %s, which others play."
                .formatted(element, name, traces == 1 ? "1 trace" : traces + " traces");
    }

    static String noBaseline(String gate, Path file, String policy, String reward) {
        return "Gate [%s] was not asked: %s has no line of policy %s with reward %s. Accept one with -D%s=update."
                .formatted(gate, file, policy, reward, ArenaSettings.BASELINE);
    }

    static String notCompared(String gate, String missing) {
        return "Gate [%s] was not asked: policy %s is not played. Name it in %s too."
                .formatted(gate, missing, ArenaSettings.POLICY);
    }

    static String skippedEarly(String episode) {
        return "Episode [%s] was skipped: it can no longer change the verdict of any gate.".formatted(episode);
    }

    static String knownUnsolved(String episode, String reason) {
        return "Episode [%s] is known not to be solved: %s.".formatted(episode, reason);
    }

    static String noReason(String element) {
        return "Annotation [@ExpectedUnsolved] on [%s] gives no reason. Say why, for example with the number of an issue."
                .formatted(element);
    }

    static String noThreshold(String element) {
        return "Annotation [@RewardThreshold] on [%s] demands nothing. Give mean, min or both.".formatted(element);
    }

    static String judgesNothing(String annotation, String element) {
        return "Annotation [@%s] on [%s] judges nothing: it is no @EpisodeTest. Make it one, or remove the annotation."
                .formatted(annotation, element);
    }

    static String newlySolved(String episode, String reason, int steps) {
        return ("Episode [%s] was expected to stay unsolved (%s), but was solved in %s. Remove @ExpectedUnsolved, or narrow"
                        + " it.")
                .formatted(episode, reason, steps == 1 ? "1 step" : steps + " steps");
    }

    static String unsolvedMatchesNothing(String traces, String element) {
        return "Attribute [@ExpectedUnsolved(traces = %s)] on [%s] matches no trace. Correct it, or leave it out."
                .formatted(traces, element);
    }

    static String environment(Throwable failure) {
        return "Environment failed: %s".formatted(failure.getMessage());
    }

    static String selfCheck(String check, String scenario, List<String> faults) {
        String first = String.join("\n  ", faults.subList(0, Math.min(SHOWN, faults.size())));
        return "Self-check [%s] of scenario [%s] failed for %s. Mend the scenario.\n  %s%s"
                .formatted(
                        check,
                        scenario,
                        faults.size() == 1 ? "1 trace" : faults.size() + " traces",
                        first,
                        faults.size() > SHOWN ? "\n  and %d more".formatted(faults.size() - SHOWN) : "");
    }

    static String solvedBy(String trace, String who, int steps) {
        return "%s: %s solves it in %s".formatted(trace, who, steps == 1 ? "1 step" : steps + " steps");
    }

    static String notSolvedBy(String trace, String policy, int steps) {
        return "%s: %s does not solve it within %s".formatted(trace, policy, steps == 1 ? "1 step" : steps + " steps");
    }

    static String otherSteps(String trace, String policy, int steps, int declared) {
        return "%s: %s solves it in %d steps, the trace declares %d".formatted(trace, policy, steps, declared);
    }

    static String countsAsSolved(String trace, String what) {
        return "%s: %s counts as solved".formatted(trace, what);
    }
}
