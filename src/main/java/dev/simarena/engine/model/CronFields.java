package dev.simarena.engine.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;

/**
 * Be due whenever five fields match the local time.
 *
 * <p>Day of month and day of week: both must match where one of them is a star, else one of them is enough. A local time
 * that a change of clocks skips is not due that day; one that comes twice is due twice.
 *
 * @param minute allowed minutes, see {@link CronField}
 * @param hour allowed hours
 * @param dayOfMonth allowed days of the month
 * @param month allowed months
 * @param dayOfWeek allowed days of the week, Sunday is 0
 * @param zone time zone of the fields
 */
record CronFields(long minute, long hour, long dayOfMonth, long month, long dayOfWeek, ZoneId zone)
        implements CronSchedule {

    private static final long DAY_HOURS = 24;

    static CronFields parse(String text, ZoneId zone) {
        if (text.startsWith("@")) {
            return descriptor(text, zone);
        }
        List<String> fields = Arrays.stream(text.strip().split("\\s+"))
                .filter(field -> !field.isEmpty())
                .toList();
        if (fields.size() != 5) {
            throw new IllegalArgumentException(
                    "expected exactly 5 fields, found %d: [%s]".formatted(fields.size(), String.join(" ", fields)));
        }
        return new CronFields(
                CronField.MINUTE.parse(fields.get(0)),
                CronField.HOUR.parse(fields.get(1)),
                CronField.DAY_OF_MONTH.parse(fields.get(2)),
                CronField.MONTH.parse(fields.get(3)),
                CronField.DAY_OF_WEEK.parse(fields.get(4)),
                zone);
    }

    private static CronFields descriptor(String text, ZoneId zone) {
        long midnight = CronField.HOUR.lowest();
        long first = CronField.DAY_OF_MONTH.lowest();
        long days = CronField.DAY_OF_MONTH.all();
        long months = CronField.MONTH.all();
        long week = CronField.DAY_OF_WEEK.all();
        return switch (text) {
            case "@yearly", "@annually" -> new CronFields(1, midnight, first, CronField.MONTH.lowest(), week, zone);
            case "@monthly" -> new CronFields(1, midnight, first, months, week, zone);
            case "@weekly" -> new CronFields(1, midnight, days, months, CronField.DAY_OF_WEEK.lowest(), zone);
            case "@daily", "@midnight" -> new CronFields(1, midnight, days, months, week, zone);
            case "@hourly" -> new CronFields(1, CronField.HOUR.all(), days, months, week, zone);
            default -> throw new IllegalArgumentException("unrecognized descriptor: " + text);
        };
    }

    /** Look from field to field, the largest first, and begin again whenever a larger one turns over. */
    @Override
    public long next(long after) {
        Clock clock = new Clock(zone.getRules(), Math.floorDiv(after, 1_000_000L) + 1);
        int lastYear = clock.local().getYear() + 5;
        while (clock.local().getYear() <= lastYear) {
            if (toMonth(clock) && toDay(clock) && toHour(clock) && toMinute(clock) && toSecond(clock)) {
                return clock.second * 1_000_000L;
            }
        }
        return NEVER;
    }

    private boolean toMonth(Clock clock) {
        while (!has(month, clock.local().getMonthValue())) {
            clock.cutTo(clock.local().toLocalDate().withDayOfMonth(1).atStartOfDay());
            clock.set(clock.local().plusMonths(1));
            if (clock.local().getMonthValue() == 1) {
                return false;
            }
        }
        return true;
    }

    private boolean toDay(Clock clock) {
        while (!dayMatches(clock.local())) {
            clock.cutTo(clock.local().toLocalDate().atStartOfDay());
            clock.set(clock.local().plusDays(1));
            // Where clocks change at midnight the day may begin at another hour.
            int hour = clock.local().getHour();
            if (hour != 0) {
                clock.second += 3600 * (hour > 12 ? DAY_HOURS - hour : -hour);
            }
            if (clock.local().getDayOfMonth() == 1) {
                return false;
            }
        }
        return true;
    }

    private boolean toHour(Clock clock) {
        while (!has(hour, clock.local().getHour())) {
            clock.cutTo(clock.local().withMinute(0).withSecond(0));
            clock.second += 3600;
            if (clock.local().getHour() == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean toMinute(Clock clock) {
        while (!has(minute, clock.local().getMinute())) {
            clock.cutToMinute();
            clock.second += 60;
            if (clock.local().getMinute() == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean toSecond(Clock clock) {
        int second = clock.local().getSecond();
        if (second == 0) {
            return true;
        }
        clock.second += 60 - second;
        clock.cut = true;
        return false;
    }

    private boolean dayMatches(LocalDateTime time) {
        boolean date = has(dayOfMonth, time.getDayOfMonth());
        boolean weekday = has(dayOfWeek, time.getDayOfWeek().getValue() % 7);
        boolean star = (dayOfMonth & CronField.STAR) != 0 || (dayOfWeek & CronField.STAR) != 0;
        return star ? date && weekday : date || weekday;
    }

    private static boolean has(long bits, int number) {
        return (bits >>> number & 1) != 0;
    }

    /** Hold the time that is looked at, and whether it was already moved, so that its smaller parts are at their start. */
    private static final class Clock {

        private final ZoneRules rules;
        private long second;
        private boolean cut;

        Clock(ZoneRules rules, long second) {
            this.rules = rules;
            this.second = second;
        }

        LocalDateTime local() {
            return LocalDateTime.ofEpochSecond(second, 0, rules.getOffset(Instant.ofEpochSecond(second)));
        }

        /** Go to the start of a larger part, once only. */
        void cutTo(LocalDateTime start) {
            if (!cut) {
                cut = true;
                set(start);
            }
        }

        void cutToMinute() {
            if (!cut) {
                cut = true;
                second -= Math.floorMod(second, 60L);
            }
        }

        /** Choose the instant of a local time that is skipped or comes twice as Go's {@code time.Date} does. */
        void set(LocalDateTime local) {
            long asIfUtc = local.toEpochSecond(ZoneOffset.UTC);
            ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(asIfUtc));
            long guess = asIfUtc - offset.getTotalSeconds();
            ZoneOffset there = rules.getOffset(Instant.ofEpochSecond(guess));
            second = asIfUtc - there.getTotalSeconds();
        }
    }
}
