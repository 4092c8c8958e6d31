package dev.simarena.engine.job;

import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.CronSchedule;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Say which due time of a CronJob counts now; times are microseconds since 1970.
 *
 * <p>Due times since the last Job, or since its creation, that have passed are missed; only the latest is made up for.
 * How many were missed is estimated from the distance of the first two. Source: {@code mostRecentScheduleTime} of
 * kube-controller-manager.
 *
 * @param since last due time that led to a Job, or creation, or how far back the starting deadline reaches
 * @param latest latest due time that has passed, {@link #NONE} where there is none
 * @param missed how many due times were missed, by estimate
 * @param fault why the schedule makes no sense, {@code null} where it does
 */
record DueTime(
        long since, long latest, Missed missed, @Nullable String fault) {

    /** Stands for no due time. */
    static final long NONE = CronSchedule.NEVER;

    /** A CronJob is looked at a little after it is due, so that clocks may differ. */
    static final long LATE_MICROS = TimeUnit.MILLISECONDS.toMicros(100);

    private static final long MANY = 100;

    /** How many due times were missed. */
    enum Missed {
        NONE,
        FEW,
        MANY
    }

    /** Look at the due times of a CronJob, as far back as its starting deadline allows where that is to count. */
    static DueTime of(CronJob cronJob, long now, boolean withDeadline) {
        CronSchedule schedule = cronJob.spec().schedule();
        long since = JobPod.seconds(cronJob.created());
        if (cronJob.status().lastScheduleTime() != CronJob.NEVER) {
            since = cronJob.status().lastScheduleTime();
        }
        Long deadline = cronJob.spec().startingDeadlineSeconds();
        if (withDeadline && deadline != null) {
            since = Math.max(since, now - TimeUnit.SECONDS.toMicros(deadline));
        }
        long first = schedule.next(since);
        if (first != NONE && now < first) {
            return new DueTime(since, NONE, Missed.NONE, null);
        }
        long second = first == NONE ? NONE : schedule.next(first);
        if (second != NONE && now < second) {
            return new DueTime(since, first, Missed.NONE, null);
        }
        long distance = TimeUnit.MICROSECONDS.toSeconds(second - first);
        if (second == NONE || distance < 1) {
            return new DueTime(since, NONE, Missed.NONE, "time difference between two schedules is less than 1 second");
        }
        long passed = TimeUnit.MICROSECONDS.toSeconds(now - first) / distance + 1;
        long latest = NONE;
        long start = first + TimeUnit.SECONDS.toMicros((passed - 2) * distance);
        for (long due = schedule.next(start); due != NONE && due <= now; due = schedule.next(due)) {
            latest = due;
        }
        return new DueTime(since, latest, passed > MANY ? Missed.MANY : Missed.FEW, null);
    }

    /** Return how long to wait until a CronJob is due next, 0 where it never is. */
    static long untilNext(CronJob cronJob, long now) {
        DueTime due = of(cronJob, now, false);
        long from = due.latest;
        if (due.fault != null || (from == NONE && due.missed != Missed.NONE)) {
            from = now;
        } else if (from == NONE) {
            from = due.since;
        }
        long next = cronJob.spec().schedule().next(from);
        return next == NONE ? 0 : next + LATE_MICROS - now;
    }
}
