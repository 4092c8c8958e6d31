package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Timeline;
import java.util.concurrent.TimeUnit;

/**
 * See to it that pods are tried again for which nothing happens: those that failed with an error at the end of their
 * back-off, those that no node took after 5 min, looked for every 30 s.
 */
final class QueueTimers {

    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long LONGEST_PARKING = TimeUnit.MINUTES.toMicros(5);
    private static final long LEFTOVERS_PERIOD = 30 * SECOND;
    private static final long BACKOFF_OVER = 0;
    private static final long LEFTOVERS = 1;

    private final Timeline timeline;
    private final SchedulingQueue queue;
    private final Alarm alarm;
    private final long start;
    private long backoffAt = Long.MAX_VALUE;
    private long leftoversAt = Long.MAX_VALUE;

    /** Wake a part of the world, which passes on what it is told. */
    QueueTimers(Timeline timeline, SchedulingQueue queue, Alarm alarm) {
        this.timeline = timeline;
        this.queue = queue;
        this.alarm = alarm;
        this.start = timeline.now();
    }

    /** Take over what is planned in another world. */
    void copyFrom(QueueTimers original) {
        backoffAt = original.backoffAt;
        leftoversAt = original.leftoversAt;
    }

    /** Plan when to look at the queue next. */
    void arm() {
        long backoffEnd = queue.nextErrorBackoffEnd();
        if (backoffEnd != Long.MAX_VALUE && backoffEnd + SECOND < backoffAt) {
            backoffAt = backoffEnd + SECOND;
            timeline.at(backoffAt, alarm, null, BACKOFF_OVER);
        }
        if (leftoversAt == Long.MAX_VALUE && queue.oldestAttempt() != Long.MAX_VALUE) {
            long due = queue.oldestAttempt() + LONGEST_PARKING - start;
            leftoversAt = start + (due / LEFTOVERS_PERIOD + 1) * LEFTOVERS_PERIOD;
            timeline.at(leftoversAt, alarm, null, LEFTOVERS);
        }
    }

    /** Do what was planned. */
    void ring(long what) {
        if (what == BACKOFF_OVER) {
            // the queue itself lets pods go whose back-off is over, as soon as it is asked
            backoffAt = Long.MAX_VALUE;
        } else if (what == LEFTOVERS) {
            leftoversAt = Long.MAX_VALUE;
            queue.flush(timeline.now() - LONGEST_PARKING);
        }
    }
}
