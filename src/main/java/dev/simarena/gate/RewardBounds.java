package dev.simarena.gate;

import dev.simarena.episode.RewardRange;
import dev.simarena.episode.Rewards;

/**
 * Bound the total reward of each planned episode: one without a score could have had anything that its reward gives within
 * its step limit, one of which not even the step limit is known anything at all.
 *
 * @param range of the reward of the batch
 */
record RewardBounds(RewardRange range) {

    static RewardBounds of(Batch batch) {
        return new RewardBounds(Rewards.range(batch.key().reward()));
    }

    /** Return the smallest total reward the episode can have had. */
    double least(BatchEntry entry) {
        Double reward = entry.totalReward();
        return reward != null
                ? reward
                : entry.stepLimit() == 0 ? Double.NEGATIVE_INFINITY : range.leastTotal(entry.stepLimit());
    }

    /** Return the largest total reward the episode can have had. */
    double most(BatchEntry entry) {
        Double reward = entry.totalReward();
        return reward != null
                ? reward
                : entry.stepLimit() == 0 ? Double.POSITIVE_INFINITY : range.mostTotal(entry.stepLimit());
    }

    /** Say what an episode without a score counts as, for example {@code counts as -7 to 1}. */
    String text(BatchEntry entry) {
        double least = least(entry);
        double most = most(entry);
        return Double.isFinite(least) && Double.isFinite(most)
                ? "counts as %s to %s".formatted(Figures.number(least), Figures.number(most))
                : "may have had any reward";
    }
}
