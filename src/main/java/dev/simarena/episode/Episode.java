package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.util.List;
import java.util.Objects;
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

    /** Return the sum of all rewards. */
    public double totalReward() {
        return steps.stream()
                .map(StepRecord::reward)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Return the record of the last step. */
    public StepRecord last() {
        return steps.get(steps.size() - 1);
    }

    /** Return what all replays left behind; empty when all is well. */
    public List<String> leftovers() {
        return steps.stream().flatMap(step -> step.leftovers().stream()).toList();
    }
}
