package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.RandomSource;
import dev.simarena.engine.model.TieBreak;

/** Choose one of several equals, repeatably. */
final class Ties {

    private final TieBreak policy;
    private final RandomSource random;

    /** Choose by a policy, drawing from a seed. */
    Ties(TieBreak policy, long seed) {
        this.policy = policy;
        this.random = new RandomSource(seed);
    }

    /** Tell whether the first of equals is chosen always. */
    boolean first() {
        return policy == TieBreak.FIRST;
    }

    /** Return the number of the chosen one of so many equals, from 0. */
    int choose(int count) {
        return first() || count == 1 ? 0 : random.nextInt(count);
    }

    /** Go on where the ties of another world stand. */
    void copyFrom(Ties original) {
        random.copyFrom(original.random);
    }
}
