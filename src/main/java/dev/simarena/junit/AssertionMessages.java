package dev.simarena.junit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Word the headlines of failed assertions; the story of the episode follows below them. */
final class AssertionMessages {

    private AssertionMessages() {}

    static String notUnsolved(String outcome) {
        return "Episode was expected to stay UNSOLVED, but was %s.".formatted(outcome);
    }

    static String notAborted(String outcome) {
        return "Episode was expected to be ABORTED, but was %s.".formatted(outcome);
    }

    static String tooManySteps(int steps, int limit) {
        return "Episode was expected to take at most %s, but took %d.".formatted(steps(limit), steps);
    }

    static String notFewestSteps(int steps, FewestSteps fewest) {
        return "Episode was expected to take %s, the fewest %s, but took %d."
                .formatted(steps(fewest.steps()), fewest.source(), steps);
    }

    static String fewestUnknown(String outcome) {
        return ("Fewest steps are unknown: the trace declares none and the reference policy ended %s."
                        + " Assert withinSteps(...) instead.")
                .formatted(outcome);
    }

    static String totalRewardTooSmall(double total, double least) {
        return "Episode was expected to have a total reward of at least %s, but had %s."
                .formatted(number(least), number(total));
    }

    static String leftBehind(List<String> leftovers) {
        return "Episode was expected to leave nothing behind, but left %s.".formatted(String.join(", ", leftovers));
    }

    static String noSuchStep(int step, int last) {
        return "Episode was expected to have a step %d, but its last is %d.".formatted(step, last);
    }

    static String wrongCount(int step, String what, long expected, long found) {
        return "Observation at step %d was expected to have %s = %d, but had %d."
                .formatted(step, what, expected, found);
    }

    static String wrongQuantity(int step, String what, String expected, String found) {
        return "Observation at step %d was expected to have %s = %s, but had %s."
                .formatted(step, what, expected, found);
    }

    static String wrongAction(int step, String expected, String found) {
        return "Step %d was expected to be %s, but was %s.".formatted(step, expected, found);
    }

    static String notBlocked(int step) {
        return "Step %d was expected to be blocked by a safeguard, but was not.".formatted(step);
    }

    static String wrongReward(int step, double expected, @Nullable Double found) {
        return "Step %d was expected to have reward %s, but had %s."
                .formatted(step, number(expected), found == null ? "none" : number(found));
    }

    private static String steps(int count) {
        return count == 1 ? "1 step" : count + " steps";
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(9, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }
}
