package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold a played episode.
 *
 * @param spec what was played
 * @param outcome how it ended
 * @param truncatedBy why it was truncated, for example {@code step limit 4}; {@code null} where it was not
 * @param steps records of the reset and of every step; empty where the reset was aborted
 * @param finalTrace the trace after the last edit
 * @param cause what failed: the environment where ABORTED, the policy where UNSOLVED by its exception, else {@code null}
 * @param notes what a reader should know: repairs of the trace, kinds that are not simulated
 */
public record Episode(
        EpisodeSpec spec,
        EpisodeOutcome outcome,
        @Nullable String truncatedBy,
        List<StepRecord> steps,
        Trace finalTrace,
        @Nullable Throwable cause,
        List<String> notes) {

    public Episode {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Return the number of actions taken. */
    public int stepCount() {
        return Math.max(0, steps.size() - 1);
    }

    /** Return the sum of all rewards, added in the order of the steps. */
    public double totalReward() {
        // Not DoubleStream.sum: it may compensate rounding differently from one JDK to the next.
        double total = 0;
        for (StepRecord step : steps) {
            Double reward = step.reward();
            total += reward == null ? 0 : reward;
        }
        return total;
    }

    /**
     * Return the record of the last step.
     *
     * @throws IllegalStateException when the reset was aborted, so that there is none
     */
    public StepRecord last() {
        if (steps.isEmpty()) {
            throw new IllegalStateException(EpisodeMessages.noSteps(this), cause);
        }
        return steps.get(steps.size() - 1);
    }

    /** Return what all replays left behind; empty when all is well. */
    public List<String> leftovers() {
        return steps.stream().flatMap(step -> step.leftovers().stream()).toList();
    }
}
