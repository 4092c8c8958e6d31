package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.RandomSource;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Delay a stage.
 *
 * <p>The jitter is an upper bound, not an addition: the delay is drawn uniformly from [duration, jitter); where the
 * jitter is not larger than the duration, the delay is exactly the jitter.
 *
 * @param duration shortest delay
 * @param jitter upper bound, {@code null} where the stage has none
 */
record StageDelay(DurationFrom duration, @Nullable DurationFrom jitter) {

    /**
     * Bound the delay of a stage, in microseconds.
     *
     * @param from shortest
     * @param to the delay lies below; equal to from where it is exactly that
     */
    record Range(long from, long to) {}

    /** Return the range from which the delay is drawn. */
    Range range(JsonNode object, Instant now) {
        OptionalLong least = duration.get(object, now);
        if (least.isEmpty()) {
            return new Range(0, 0);
        }
        OptionalLong bound = jitter == null ? OptionalLong.empty() : jitter.get(object, now);
        if (bound.isEmpty()) {
            return new Range(least.getAsLong(), least.getAsLong());
        }
        long to = bound.getAsLong();
        return new Range(Math.min(to, least.getAsLong()), to);
    }

    /** Return the delay in microseconds, not negative. */
    long draw(JsonNode object, Instant now, RandomSource random) {
        Range range = range(object, now);
        long delay = range.from() == range.to()
                ? range.to()
                : range.from() + (long) (random.nextDouble() * (range.to() - range.from()));
        return Math.max(0, delay);
    }
}
