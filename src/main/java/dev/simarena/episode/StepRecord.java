package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Record one step; step 0 is the reset and has no action and no reward.
 *
 * @param step number of the step
 * @param time cluster time of the observation
 * @param duration cluster time the replay took
 * @param simulation name of the Simulation, follows from the episode
 * @param uid uid of the Simulation, follows from the seed on the embedded cluster
 * @param namespace namespace of the Deployment on the cluster
 * @param traceIn relative name of the trace before the action
 * @param traceOut relative name of the trace that was replayed
 * @param trace the trace that was replayed
 * @param observation the true observation
 * @param seen what the policy saw, the same where there is no noise
 * @param state state vector of what the policy saw
 * @param action the action, {@code null} at the reset
 * @param outcome what came of the action, {@code null} at the reset
 * @param reward the reward, {@code null} at the reset
 * @param seed seed of the episode
 * @param atTarget whether the target is reached
 * @param leftovers what the replay left behind, empty when all is well
 */
public record StepRecord(
        int step,
        Instant time,
        Duration duration,
        String simulation,
        String uid,
        String namespace,
        String traceIn,
        String traceOut,
        Trace trace,
        Observation observation,
        Observation seen,
        List<Double> state,
        @Nullable Action action,
        @Nullable ActionOutcome outcome,
        @Nullable Double reward,
        long seed,
        boolean atTarget,
        List<String> leftovers) {

    public StepRecord {
        state = List.copyOf(state);
        leftovers = List.copyOf(leftovers);
    }

    /** Return the SHA-256 of the trace that was replayed. */
    public String traceSha256() {
        return trace.sha256();
    }
}
