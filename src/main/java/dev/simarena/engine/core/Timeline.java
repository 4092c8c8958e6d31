package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keep virtual time and what is to happen later, ordered by (time, order of scheduling).
 *
 * <p>Times are microseconds since 1970. Nothing happens between two entries, so a gap of years costs nothing.
 */
public final class Timeline {

    private record Entry(
            long time, long sequence, Alarm alarm, @Nullable ApiObject about, long what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long sequence;

    /** Start at an instant. */
    public Timeline(Instant start) {
        now = micros(start);
    }

    /** Return the current time in microseconds since 1970. */
    public long now() {
        return now;
    }

    /**
     * Ring at a time; a time that has passed means as soon as time is looked at again.
     *
     * @param alarm part of the world that is called
     * @param about object handed over, {@code null} where there is none
     * @param what number handed over
     */
    public void at(long time, Alarm alarm, @Nullable ApiObject about, long what) {
        entries.add(new Entry(Math.max(time, now), sequence++, alarm, about, what));
    }

    /** Ring at a time with only an object. */
    public void at(long time, Alarm alarm, ApiObject about) {
        at(time, alarm, about, 0);
    }

    /** Return the time of the next entry, {@link Long#MAX_VALUE} where there is none. */
    public long next() {
        Entry head = entries.peek();
        return head == null ? Long.MAX_VALUE : head.time;
    }

    /** Move time forward to an instant not later than the next entry. */
    public void moveTo(long time) {
        now = Math.max(now, time);
    }

    /** Run everything due now, including what that adds for now. */
    public void runDue() {
        Entry head = entries.peek();
        while (head != null && head.time <= now) {
            entries.remove();
            head.alarm.ring(head.about, head.what);
            head = entries.peek();
        }
    }

    /** Take over time and plans of another timeline. */
    public void copyFrom(Timeline original, Fork fork) {
        now = original.now;
        sequence = original.sequence;
        for (Entry entry : original.entries) {
            entries.add(new Entry(
                    entry.time, entry.sequence, fork.part(entry.alarm), fork.ofNullable(entry.about), entry.what));
        }
    }

    /** Convert to microseconds since 1970, rounded down. */
    public static long micros(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
        } catch (ArithmeticException e) {
            throw new DateTimeException(
                    "Instant [%s] is beyond what the clock can show. Use a time between the years -290000 and 294000."
                            .formatted(instant),
                    e);
        }
    }

    /** Convert from microseconds since 1970. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }
}
