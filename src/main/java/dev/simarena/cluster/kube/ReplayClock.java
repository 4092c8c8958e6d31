package dev.simarena.cluster.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tell the time of a replay in the trace's own: its first event happens when the replay begins. */
final class ReplayClock {

    private final Instant start;
    private final Instant began = WallClock.now();
    private final long nanos = WallClock.nanos();

    ReplayClock(long start) {
        this.start = Instant.ofEpochSecond(start);
    }

    /** Return how long it is until a time of the trace, zero where it has passed. */
    Duration until(Instant time) {
        Duration left = Duration.between(start, time).minusNanos(WallClock.nanos() - nanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Return how much time has passed, in whole seconds as SimKube has them. */
    Duration elapsed() {
        return Duration.ofNanos(WallClock.nanos() - nanos).truncatedTo(ChronoUnit.SECONDS);
    }

    Instant start() {
        return start;
    }

    /** Return what a time of the cluster is in the trace's. */
    Instant of(Instant cluster) {
        return start.plus(Duration.between(began, cluster)).truncatedTo(ChronoUnit.SECONDS);
    }
}
