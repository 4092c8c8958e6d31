package dev.simarena.report;

import dev.simarena.episode.ActionOutcome;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Observation;
import dev.simarena.episode.StepRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Word what happened in an episode; story and Allure report say it alike. */
final class EpisodeWords {

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    private EpisodeWords() {}

    /** Name an episode, for example {@code mem-slight.msgpack × random × seed 42}. */
    static String name(EpisodeSpec spec, long seed) {
        String repetition = spec.repetition() == 0 ? "" : " × repetition " + spec.repetition();
        return "%s × %s × seed %d%s".formatted(spec.traceName(), spec.policy(), seed, repetition);
    }

    /** Say in one line how an episode ended. */
    static String headline(Episode episode, long seed) {
        return "Episode [%s] %s".formatted(name(episode.spec(), seed), ending(episode));
    }

    /** Say how an episode ended, for example {@code did not reach its target within 4 steps}. */
    static String ending(Episode episode) {
        String steps = count(episode.stepCount(), "step");
        return switch (episode.outcome()) {
            case SOLVED -> "reached its target in " + steps;
            case ABORTED -> "was aborted after %s: the environment failed".formatted(steps);
            case UNSOLVED ->
                policyFailed(episode)
                        ? "did not reach its target: the policy failed after " + steps
                        : "did not reach its target within " + steps;
        };
    }

    /** Say why an unsolved episode ended, for example {@code truncated by step limit 4, not terminated}. */
    static String why(Episode episode) {
        if (policyFailed(episode)) {
            return "the policy threw " + cause(episode);
        }
        String by = episode.truncatedBy();
        return by == null ? "neither terminated nor truncated" : "truncated by %s, not terminated".formatted(by);
    }

    static boolean policyFailed(Episode episode) {
        return episode.outcome() == EpisodeOutcome.UNSOLVED && episode.cause() != null;
    }

    /** Name the cause with its message in one line, for example {@code IllegalStateException: no model}. */
    static String cause(Episode episode) {
        Throwable cause = episode.cause();
        if (cause == null) {
            return "unknown";
        }
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null ? type : type + ": " + oneLine(message);
    }

    /** Count pods, for example {@code ready = 3, pending = 0}; the total follows where it is not their sum. */
    static String counts(Observation observation, boolean withTotal) {
        String counts = "ready = " + observation.ready() + ", pending = " + observation.pending();
        return withTotal ? counts + ", total = " + observation.total() : counts;
    }

    /** Tell whether the total says something that ready and pending do not. */
    static boolean totalMatters(Observation observation) {
        return observation.total() != observation.ready() + observation.pending();
    }

    /** Name the action of a step, {@code –} for the reset. */
    static String action(StepRecord step) {
        return step.action() == null ? "–" : step.action().key();
    }

    /** Say what came of the action where it did not do what it says, else {@code null}. */
    static @Nullable String trouble(StepRecord step) {
        ActionOutcome outcome = step.outcome();
        if (outcome == null || (outcome.message() == null && !outcome.blocked())) {
            return null;
        }
        String message = outcome.message() == null ? "by a safeguard" : oneLine(outcome.message());
        String prefix = outcome.blocked() ? "blocked: " : outcome.changed() ? "" : "no change: ";
        return message.startsWith(prefix) ? message : prefix + message;
    }

    /** Say why pods are not scheduled, {@code null} where all are. */
    static @Nullable String unschedulable(Observation observation) {
        return observation.unschedulable().isEmpty()
                ? null
                : "FailedScheduling: "
                        + String.join(", ", observation.unschedulable().keySet());
    }

    /** Say what a reader of a step should know; {@code before} is the step shown above it. */
    static String note(StepRecord step, @Nullable StepRecord before) {
        List<String> notes = new ArrayList<>();
        String trouble = trouble(step);
        if (trouble != null) {
            notes.add(trouble);
        }
        String reasons = unschedulable(step.observation());
        if (reasons != null && (before == null || !reasons.equals(unschedulable(before.observation())))) {
            notes.add(reasons);
        }
        if (!step.seen().equals(step.observation())) {
            notes.add("policy saw " + counts(step.seen(), true));
        }
        if (!step.leftovers().isEmpty()) {
            notes.add("left behind: " + String.join(", ", step.leftovers()));
        }
        return String.join("; ", notes);
    }

    /** Write a reward with two decimals, or with four where two do not tell it. */
    static String reward(double reward) {
        return decimals(reward, exactInCents(reward) ? 2 : 4);
    }

    static boolean exactInCents(double reward) {
        return Math.abs(reward * 100 - Math.rint(reward * 100)) < 1e-7;
    }

    static String decimals(double value, int places) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        // a formatter takes ten times as long, and a report writes hundreds of numbers for each episode
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
        return rounded.toPlainString();
    }

    static String count(long number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }

    static String oneLine(String text) {
        String stripped = text.strip();
        return stripped.chars().anyMatch(EpisodeWords::breaksLine)
                ? LINE_BREAK.matcher(stripped).replaceAll(" ")
                : stripped;
    }

    private static boolean breaksLine(int character) {
        return character < ' ' || character == 0x85 || character == 0x2028 || character == 0x2029;
    }
}
