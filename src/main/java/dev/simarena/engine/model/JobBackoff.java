package dev.simarena.engine.model;

import java.util.concurrent.TimeUnit;

/**
 * Delay new pods after failures: 10 s after the first, twice as long after each further one, at most 10 minutes.
 *
 * @param failures failed pods since the last that succeeded
 * @param lastFailure time of the last failure, microseconds since 1970; without meaning where there is none
 */
public record JobBackoff(int failures, long lastFailure) {

    /** No failures. */
    public static final JobBackoff NONE = new JobBackoff(0, 0);

    private static final long FIRST = TimeUnit.SECONDS.toMicros(10);
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    /** Return how long new pods must still wait, in microseconds; 0 where they need not. */
    public long remaining(long now) {
        if (failures == 0) {
            return 0;
        }
        long delay = FIRST;
        for (int i = 1; i < failures && delay < LONGEST; i++) {
            delay = Math.min(delay * 2, LONGEST);
        }
        return Math.max(0, lastFailure + delay - now);
    }
}
