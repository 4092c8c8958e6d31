package dev.simarena.engine.model;

import java.time.ZoneId;

/**
 * Say when a CronJob is due.
 *
 * <p>The grammar is that of {@code ParseStandard} of robfig/cron v3, which Kubernetes uses: five fields, the descriptors
 * {@code @hourly} to {@code @yearly} and {@code @every}, with its messages. Cron libraries for Java differ from it in
 * {@code @every}, in what a step does to the rule of days, and in what happens when clocks change.
 */
public sealed interface CronSchedule permits CronFields, CronInterval {

    /** Stands for a time that never comes, for example on the 31st of February. */
    long NEVER = Long.MIN_VALUE;

    /**
     * Read a schedule.
     *
     * @param text schedule as written
     * @param zone time zone in which the fields are meant
     * @throws IllegalArgumentException with the message of robfig/cron
     */
    static CronSchedule parse(String text, ZoneId zone) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty spec string");
        }
        if (text.startsWith(CronInterval.PREFIX)) {
            return CronInterval.parse(text);
        }
        return CronFields.parse(text, zone);
    }

    /**
     * Return the first due time after a time, both in microseconds since 1970.
     *
     * @return {@link #NEVER} where nothing is due within five years
     */
    long next(long after);
}
