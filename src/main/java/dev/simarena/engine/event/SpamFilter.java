package dev.simarena.engine.event;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Let through 25 events about an object at once, and one more every 5 min.
 *
 * <p>Source: {@code EventSourceObjectSpamFilter} in {@code client-go/tools/record/events_cache.go}, a token bucket that
 * starts full.
 */
final class SpamFilter {

    private static final int BURST = 25;
    private static final double PER_MICROSECOND = 1.0 / TimeUnit.SECONDS.toMicros(300);

    private record Bucket(double tokens, long time) {}

    private final Recent<EventKey.Sender, Bucket> buckets = new Recent<>();

    /** Take a token for an event; returns whether there is none. */
    boolean refuses(EventKey.Sender sender, long now) {
        @Nullable Bucket bucket = buckets.get(sender);
        double tokens = bucket == null ? BURST : Math.min(BURST, bucket.tokens + (now - bucket.time) * PER_MICROSECOND);
        boolean refused = tokens < 1;
        buckets.put(sender, new Bucket(refused ? tokens : tokens - 1, now));
        return refused;
    }

    void copyFrom(SpamFilter original) {
        buckets.putAll(original.buckets);
    }
}
