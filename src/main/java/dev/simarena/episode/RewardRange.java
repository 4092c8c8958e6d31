package dev.simarena.episode;

/**
 * Bound the reward of one step, and so the total of an episode.
 *
 * @param least smallest reward of any step
 * @param most largest reward of a step that does not reach the target
 * @param atTarget largest reward of the step that reaches it, which is the last one
 */
public record RewardRange(double least, double most, double atTarget) {

    /** Nothing is known of the rewards. */
    public static final RewardRange UNKNOWN =
            new RewardRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Return the smallest total reward of an episode; one without any action has 0.
     *
     * @param steps step limit, 1 or more
     */
    public double leastTotal(int steps) {
        return Math.min(0, steps * least);
    }

    /**
     * Return the largest total reward of an episode; one without any action has 0.
     *
     * @param steps step limit, 1 or more
     */
    public double mostTotal(int steps) {
        // not times 0, which makes no number of infinity
        double before = steps == 1 ? 0 : (steps - 1) * Math.max(0, most);
        return Math.max(0, before + Math.max(most, atTarget));
    }
}
