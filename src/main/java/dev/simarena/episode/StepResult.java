package dev.simarena.episode;

import org.jspecify.annotations.Nullable;

/**
 * Hold the answer to a step, as Gymnasium's {@code (observation, reward, terminated, truncated, info)}.
 *
 * @param observation what the policy sees, noise included
 * @param reward reward of the true observation after the action
 * @param terminated whether the target was reached
 * @param truncated whether the step limit or the minimum return ended the episode; false when terminated
 * @param record the whole record of the step
 */
public record StepResult(
        Observation observation, double reward, boolean terminated, boolean truncated, StepRecord record) {

    /** Tell whether the episode is over. */
    public boolean done() {
        return terminated || truncated;
    }

    /** Return why the last action did not do what it says, {@code null} where it did. */
    public @Nullable String message() {
        ActionOutcome outcome = record.outcome();
        return outcome == null ? null : outcome.message();
    }
}
