package dev.simarena.gate;

import org.jspecify.annotations.Nullable;

/** Say by what two policies are compared. */
public enum Score {
    /** The total reward of an episode. */
    REWARD("reward"),
    /** Whether an episode is solved: 1 or 0. */
    SOLVED("solved");

    private final String label;

    Score(String label) {
        this.label = label;
    }

    /** Return the word for it in messages. */
    public String label() {
        return label;
    }

    /** Return the score of an episode, {@code null} where it has none. */
    @Nullable
    Double of(BatchEntry entry) {
        if (!entry.fate().scored()) {
            return null;
        }
        if (this == SOLVED) {
            return entry.fate() == Fate.SOLVED ? 1.0 : 0.0;
        }
        Double reward = entry.totalReward();
        return reward != null && Double.isFinite(reward) ? reward : null;
    }
}
