package dev.simarena.episode;

import dev.simarena.trace.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Find rewards by name: {@code binary} ({@code base}), {@code gradual} ({@code shaped}), {@code scale}, {@code penalty}
 * ({@code max_punish}) and {@code cost_aware_v2}.
 *
 * <p>In the formulas r, p and n are the ready, pending and all pods and T is the target. No reward is ever -0.0.
 */
public final class Rewards {

    private static final double PENALTY = 0.5;

    private static final Map<String, Reward> REWARDS = Map.of(
            "binary", new Bounded(Rewards::binary, new RewardRange(0, 0, 1)),
            "gradual", new Bounded(Rewards::gradual, new RewardRange(-1, 0, 1)),
            "scale", new Bounded(Rewards::scale, new RewardRange(-1, 0, 1)),
            "penalty", new Bounded(Rewards::penalty, new RewardRange(-1.5, 0, 1)),
            "cost_aware_v2", costAware(0));

    private static final Map<String, String> ALIASES =
            Map.of("base", "binary", "shaped", "gradual", "max_punish", "penalty");

    private Rewards() {}

    /** A reward whose range is known. */
    private record Bounded(Reward formula, RewardRange range) implements Reward {

        @Override
        public double score(Observation observation, int target, SafeguardLimits limits, boolean blocked) {
            return formula.score(observation, target, limits, blocked);
        }
    }

    /**
     * Find a reward by name or alias.
     *
     * @throws UnknownRewardException for any other name; it lists those that exist and suggests the nearest
     */
    public static Reward named(String name) {
        Reward reward = REWARDS.get(ALIASES.getOrDefault(name, name));
        if (reward == null) {
            throw new UnknownRewardException(EpisodeMessages.unknownReward(name, names()));
        }
        return reward;
    }

    /** Return the range of a reward, {@link RewardRange#UNKNOWN} for a name that does not exist. */
    public static RewardRange range(String name) {
        Reward reward = REWARDS.get(ALIASES.getOrDefault(name, name));
        return reward == null ? RewardRange.UNKNOWN : reward.range();
    }

    /**
     * Return the first name of a reward that has several.
     *
     * @throws UnknownRewardException for a name that does not exist
     */
    public static String canonicalName(String name) {
        named(name);
        return ALIASES.getOrDefault(name, name);
    }

    /** Return all names and aliases, sorted. */
    public static List<String> names() {
        TreeMap<String, String> names = new TreeMap<>(ALIASES);
        REWARDS.keySet().forEach(name -> names.put(name, name));
        return List.copyOf(names.keySet());
    }

    /**
     * Return {@code cost_aware_v2} with a price for each step.
     *
     * @param stepPenalty what is subtracted at every step, 0 or more
     */
    public static Reward costAware(double stepPenalty) {
        return new CostAwareReward(stepPenalty);
    }

    /** 1 at the target, else 0. */
    private static double binary(Observation o, int target, SafeguardLimits limits, boolean blocked) {
        return o.atTarget(target) ? 1 : 0;
    }

    /** 1 at the target; else -0.1*|r-T| - 0.05*p - (n>T ? 0.15*(n-T) : 0.08*(T-n)), clamped to [-1, 1]. */
    private static double gradual(Observation o, int target, SafeguardLimits limits, boolean blocked) {
        if (o.atTarget(target)) {
            return 1;
        }
        int over = o.total() - target;
        double wrongTotal = over > 0 ? 0.15 * over : 0.08 * -over;
        return clamp(-0.1 * Math.abs(o.ready() - target) - 0.05 * o.pending() - wrongTotal, -1, 1);
    }

    /** 1 at the target; else -0.02*p/T - (n>T ? 0.07*(n-T) : 0.03*(T-n)/T), clamped to [-1, 1]. */
    private static double scale(Observation o, int target, SafeguardLimits limits, boolean blocked) {
        if (o.atTarget(target)) {
            return 1;
        }
        int over = o.total() - target;
        double wrongTotal = over > 0 ? 0.07 * over : 0.03 * -over / target;
        return clamp(-0.02 * o.pending() / target - wrongTotal, -1, 1);
    }

    /** Binary, minus 0.5 for each of cpu, memory and spec.replicas strictly over its cap. */
    private static double penalty(Observation o, int target, SafeguardLimits limits, boolean blocked) {
        double reward = binary(o, target, limits, blocked);
        reward -= Quantity.parse(o.cpu()).compareTo(limits.maxCpu()) > 0 ? PENALTY : 0;
        reward -= Quantity.parse(o.memory()).compareTo(limits.maxMemory()) > 0 ? PENALTY : 0;
        reward -= o.replicas() > limits.maxReplicas() ? PENALTY : 0;
        return clamp(reward, -1.5, 1);
    }

    /** Limit to a range and turn -0.0 into 0.0. */
    static double clamp(double reward, double low, double high) {
        return Math.min(high, Math.max(low, reward)) + 0.0;
    }
}
