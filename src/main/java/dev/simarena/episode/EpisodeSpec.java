package dev.simarena.episode;

import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceDeclaration;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Describe an episode completely; equal specs give equal records.
 *
 * @param scenario name of the scenario
 * @param traceName relative name of the trace
 * @param trace the trace
 * @param deployment Deployment the episode is about
 * @param target number of ready pods to reach, 1 or more
 * @param nodes virtual nodes
 * @param policy name of the policy
 * @param reward name of the reward
 * @param seed seed of the episode, from {@link EpisodeSeed}
 * @param repetition 0 for the first
 * @param maxSteps step limit, 1 or more
 * @param minReturn return strictly below which the episode is truncated, {@code null} for none
 * @param duration cluster time of each replay
 * @param stateSpace layout of the state vector
 * @param noise standard deviation of the Gaussian noise on pod counts, 0 for none
 * @param deltas how much one action changes
 * @param limits caps and floors of the safeguards
 * @param fewestSteps fewest steps of a solution where the trace declares them
 */
public record EpisodeSpec(
        String scenario,
        String traceName,
        Trace trace,
        DeploymentRef deployment,
        int target,
        NodeShape nodes,
        String policy,
        String reward,
        long seed,
        int repetition,
        int maxSteps,
        @Nullable Double minReturn,
        Duration duration,
        StateSpace stateSpace,
        double noise,
        ActionDeltas deltas,
        SafeguardLimits limits,
        OptionalInt fewestSteps) {

    public EpisodeSpec {
        if (target < 1) {
            throw new ConfigurationException(EpisodeMessages.targetTooSmall(target));
        }
        if (maxSteps < 1) {
            throw new ConfigurationException(EpisodeMessages.stepLimitTooSmall(maxSteps));
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new ConfigurationException(EpisodeMessages.noiseOutOfRange(noise));
        }
        if (repetition < 0) {
            throw new ConfigurationException(EpisodeMessages.repetitionNegative(repetition));
        }
        if (duration.isNegative()) {
            throw new ConfigurationException(EpisodeMessages.durationNegative(duration));
        }
        if (minReturn != null && minReturn.isNaN()) {
            throw new ConfigurationException(EpisodeMessages.minReturnNotANumber());
        }
    }

    /** The name of a policy that was not found by name but handed over as an object. */
    public static final String CUSTOM_POLICY = "custom";

    /** The step limit where nothing else is declared. */
    public static final int DEFAULT_MAX_STEPS = 40;

    /** The reward where nothing else is declared. */
    public static final String DEFAULT_REWARD = "gradual";

    /**
     * Describe the episode a trace declares under {@code metadata.arena}, with the default of everything else and seed 0.
     *
     * @param traceName relative name of the trace
     * @throws ConfigurationException when the trace declares nothing
     */
    public static EpisodeSpec declaredBy(String traceName, Trace trace) {
        TraceDeclaration declared = trace.declaration()
                .orElseThrow(() -> new ConfigurationException(EpisodeMessages.nothingDeclared(traceName)));
        return new EpisodeSpec(
                "episode",
                traceName,
                trace,
                declared.deployment(),
                declared.target(),
                new NodeShape(declared.nodes(), declared.cpu(), declared.memory(), declared.pods()),
                CUSTOM_POLICY,
                DEFAULT_REWARD,
                0,
                0,
                DEFAULT_MAX_STEPS,
                null,
                ReplayRequest.DEFAULT_DURATION,
                StateSpace.BASE,
                0,
                ActionDeltas.defaults(),
                SafeguardLimits.defaults(),
                declared.fewestSteps());
    }

    /** Return the same episode on another trace under the same name; the seed stays. */
    public EpisodeSpec withTrace(Trace other) {
        return new EpisodeSpec(
                scenario,
                traceName,
                other,
                deployment,
                target,
                nodes,
                policy,
                reward,
                seed,
                repetition,
                maxSteps,
                minReturn,
                duration,
                stateSpace,
                noise,
                deltas,
                limits,
                fewestSteps);
    }

    /** Return the same episode for a policy of another name; the seed stays. */
    EpisodeSpec withPolicy(String name) {
        return new EpisodeSpec(
                scenario,
                traceName,
                trace,
                deployment,
                target,
                nodes,
                name,
                reward,
                seed,
                repetition,
                maxSteps,
                minReturn,
                duration,
                stateSpace,
                noise,
                deltas,
                limits,
                fewestSteps);
    }
}
