package dev.simarena.episode;

/**
 * Score health and cost together: {@code cost_aware_v2}, between -1 and 0.
 *
 * <p>With r, p and n the ready, pending and all pods and T the target: {@code rF = min(1, r/T)},
 * {@code pF = min(1, p/T)}, {@code over = max(0, (n-T)/T)}, {@code under = max(0, (T-n)/T)},
 * {@code health = rF^2 - 0.85*pF - 0.75*under} and
 * {@code cost = 0.45*cpuExcess + 0.45*memExcess + 0.60*min(1, over)}. At the target the score is 0; else, where
 * {@code r >= T} and {@code p = 0}, it is {@code 0.9 - 0.6*cost - 1}; else {@code health - (p > 0 ? 0.08 : 0.12)*cost - 1}.
 * It is clamped, then lessened by the step penalty and by 0.12 for a blocked action, and clamped again.
 */
final class CostAwareReward implements Reward {

    private static final double BLOCKED = 0.12;
    private static final long FREE_CPU_MILLI = 500;
    private static final long ALL_CPU_MILLI = 16_000;
    private static final long FREE_MEMORY_BYTES = 256L << 20;
    private static final long ALL_MEMORY_BYTES = 32L << 30;

    private final double stepPenalty;

    CostAwareReward(double stepPenalty) {
        if (!(stepPenalty >= 0)) {
            throw new ConfigurationException(EpisodeMessages.stepPenaltyNegative(stepPenalty));
        }
        this.stepPenalty = stepPenalty;
    }

    @Override
    public double score(Observation observation, int target, SafeguardLimits limits, boolean blocked) {
        double state = Rewards.clamp(state(observation, target), -1, 0);
        return Rewards.clamp(state - stepPenalty - (blocked ? BLOCKED : 0), -1, 0);
    }

    @Override
    public RewardRange range() {
        return new RewardRange(-1, 0, 0);
    }

    private static double state(Observation o, int target) {
        if (o.atTarget(target)) {
            return 0;
        }
        double cost = cost(o, target);
        if (o.ready() >= target && o.pending() == 0) {
            return 0.9 - 0.6 * cost - 1;
        }
        double readyShare = Math.min(1, (double) o.ready() / target);
        double pendingShare = Math.min(1, (double) o.pending() / target);
        double under = Math.max(0, (double) (target - o.total()) / target);
        double health = readyShare * readyShare - 0.85 * pendingShare - 0.75 * under;
        return health - (o.pending() > 0 ? 0.08 : 0.12) * cost - 1;
    }

    private static double cost(Observation o, int target) {
        double over = Math.max(0, (double) (o.total() - target) / target);
        double cpu = excess(o.cpuMilli(), FREE_CPU_MILLI, Math.max(FREE_CPU_MILLI + 1, ALL_CPU_MILLI / target));
        double memory =
                excess(o.memoryBytes(), FREE_MEMORY_BYTES, Math.max(FREE_MEMORY_BYTES + 1, ALL_MEMORY_BYTES / target));
        return 0.45 * cpu + 0.45 * memory + 0.60 * Math.min(1, over);
    }

    /** Return which share of the room between what is free and the cap is used, 0 to 1. */
    private static double excess(long request, long free, long cap) {
        return Math.min(1, (double) Math.max(0, request - free) / (cap - free));
    }
}
