package dev.simarena.engine.usage;

import java.util.concurrent.TimeUnit;

/**
 * Reckon the kubelet's back-off between restarts of one container.
 *
 * <p>The first restart comes at once, the next after 10 s, and each wait is twice the one before, at most 300 s. A
 * container that ends more than 600 s after its last restart begins anew.
 */
final class BackOff {

    private static final long FIRST = TimeUnit.SECONDS.toMicros(10);
    private static final long LONGEST = TimeUnit.SECONDS.toMicros(300);

    private long wait;
    private long restarted;

    BackOff() {}

    BackOff(BackOff original) {
        wait = original.wait;
        restarted = original.restarted;
    }

    /** Return when a container that ended at a time may be restarted. */
    long next(long ended) {
        return forgotten(ended) ? ended : ended + wait;
    }

    /** Return how long the present wait is, in microseconds. */
    long length(long ended) {
        return next(ended) - ended;
    }

    /** Note a restart at a time, of a container that ended at another. */
    void restart(long ended, long now) {
        wait = forgotten(ended) ? FIRST : Math.min(LONGEST, wait * 2);
        restarted = now;
    }

    private boolean forgotten(long ended) {
        return wait == 0 || ended - restarted > 2 * LONGEST;
    }
}
