package dev.simarena.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Say what an event object says; texts that are not told are empty, times that are not told {@link ApiObject#NEVER}.
 *
 * @param involved the object it is about
 * @param related another object that has to do with it, {@code null} for none
 * @param type {@code Normal} or {@code Warning}
 * @param reason for example {@code FailedScheduling}
 * @param message text as a user reads it
 * @param action what was tried, told by the newer API only
 * @param component who reported it by the older API
 * @param host where that ran
 * @param reportingComponent who reported it
 * @param reportingInstance where that ran
 * @param firstTime when it happened first, in microseconds since 1970
 * @param lastTime when it happened last, in microseconds since 1970
 * @param count how often it happened, 0 where the newer API does not tell
 * @param eventTime when it happened first as the newer API tells it, in microseconds since 1970
 * @param seriesCount how often it happened as the newer API tells it, 0 for once
 * @param seriesTime when it happened last as the newer API tells it, in microseconds since 1970
 */
public record EventBody(
        ObjectReference involved,
        @Nullable ObjectReference related,
        String type,
        String reason,
        String message,
        String action,
        String component,
        String host,
        String reportingComponent,
        String reportingInstance,
        long firstTime,
        long lastTime,
        int count,
        long eventTime,
        int seriesCount,
        long seriesTime) {

    /** Return the same counted anew by the older API. */
    public EventBody counted(String newMessage, long time, int newCount) {
        return new EventBody(
                involved,
                related,
                type,
                reason,
                newMessage,
                action,
                component,
                host,
                reportingComponent,
                reportingInstance,
                firstTime,
                time,
                newCount,
                eventTime,
                seriesCount,
                seriesTime);
    }

    /** Return the same as a series of the newer API. */
    public EventBody series(int newCount, long time) {
        return new EventBody(
                involved,
                related,
                type,
                reason,
                message,
                action,
                component,
                host,
                reportingComponent,
                reportingInstance,
                firstTime,
                lastTime,
                count,
                eventTime,
                newCount,
                time);
    }
}
