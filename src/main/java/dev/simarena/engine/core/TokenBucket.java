package dev.simarena.engine.core;

import java.util.concurrent.TimeUnit;

/**
 * Limit the requests of a client as client-go's flow control does: so many a second after a burst.
 *
 * <p>Source: {@code client-go/util/flowcontrol}, a token bucket that starts full; here in whole microseconds.
 */
public final class TokenBucket implements Client {

    private final Timeline timeline;
    private final long interval;
    private final long slack;
    private long due;

    /**
     * Make a full bucket.
     *
     * @param qps requests a second, 1 to 1,000,000
     * @param burst requests at once, 1 or more
     */
    public TokenBucket(Timeline timeline, int qps, int burst) {
        this.timeline = timeline;
        interval = TimeUnit.SECONDS.toMicros(1) / qps;
        slack = interval * (burst - 1);
        due = Long.MIN_VALUE / 2;
    }

    @Override
    public void take() {
        long now = timeline.now();
        if (due - slack > now) {
            throw new ThrottledException(due - slack);
        }
        due = Math.max(due, now) + interval;
    }

    @Override
    public void charge() {
        due = Math.max(due, timeline.now()) + interval;
    }

    /** Hold as many tokens as another bucket. */
    public void copyFrom(TokenBucket original) {
        due = original.due;
    }
}
