package dev.simarena.cluster.kube;

import java.time.Instant;

/** Read the time outside, which is the time of real clusters. */
final class WallClock {

    private WallClock() {}

    /** Return the time now. */
    static Instant now() {
        return Instant.now();
    }

    /** Return a reading of the stopwatch in nanoseconds. */
    static long nanos() {
        return System.nanoTime();
    }
}
