package dev.simarena.episode;

/** Score the observation after an action. */
@FunctionalInterface
public interface Reward {

    /**
     * Compute the reward.
     *
     * @param observation the true observation after the action
     * @param target number of ready pods to reach
     * @param limits caps of the safeguards
     * @param blocked whether the action was blocked
     */
    double score(Observation observation, int target, SafeguardLimits limits, boolean blocked);

    /** Bound what {@link #score} returns, so that a gate knows what an episode without a score could have had. */
    default RewardRange range() {
        return RewardRange.UNKNOWN;
    }
}
