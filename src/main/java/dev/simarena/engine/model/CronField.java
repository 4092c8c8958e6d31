package dev.simarena.engine.model;

import java.util.Arrays;
import java.util.Locale;

/**
 * Read one field of a cron schedule: which numbers it allows.
 *
 * <p>Bit n of the result stands for the number n; the highest bit says that the field is a star without a step, which
 * decides how day of month and day of week go together.
 */
enum CronField {
    MINUTE(0, 59, 0, ""),
    HOUR(0, 23, 0, ""),
    DAY_OF_MONTH(1, 31, 0, ""),
    MONTH(1, 12, 1, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK(0, 6, 0, "sun mon tue wed thu fri sat");

    static final long STAR = 1L << 63;

    private final int least;
    private final int most;
    private final int firstName;
    private final String names;

    CronField(int least, int most, int firstName, String names) {
        this.least = least;
        this.most = most;
        this.firstName = firstName;
        this.names = names;
    }

    /** Return everything the field can be, as a star means it. */
    long all() {
        return bits(least, most, 1) | STAR;
    }

    /** Return only the lowest number. */
    long lowest() {
        return 1L << least;
    }

    /** Read a list of ranges. */
    long parse(String text) {
        long bits = 0;
        for (String range : text.split(",", -1)) {
            if (!range.isEmpty()) {
                bits |= range(range);
            }
        }
        return bits;
    }

    private long range(String text) {
        String[] rangeAndStep = text.split("/", -1);
        String[] ends = rangeAndStep[0].split("-", -1);
        boolean star = ends[0].equals("*") || ends[0].equals("?");
        long start = least;
        long end = most;
        if (!star) {
            start = number(ends[0]);
            if (ends.length > 2) {
                throw new IllegalArgumentException("too many hyphens: " + text);
            }
            end = ends.length == 2 ? number(ends[1]) : start;
        }
        long step = 1;
        if (rangeAndStep.length > 2) {
            throw new IllegalArgumentException("too many slashes: " + text);
        }
        if (rangeAndStep.length == 2) {
            step = digits(rangeAndStep[1]);
            if (ends.length == 1) {
                end = most;
            }
        }
        check(text, start, end, step);
        return bits(start, end, step) | (star && step == 1 ? STAR : 0);
    }

    private void check(String text, long start, long end, long step) {
        if (start < least) {
            throw new IllegalArgumentException(
                    "beginning of range (%d) below minimum (%d): %s".formatted(start, least, text));
        }
        if (end > most) {
            throw new IllegalArgumentException("end of range (%d) above maximum (%d): %s".formatted(end, most, text));
        }
        if (start > end) {
            throw new IllegalArgumentException(
                    "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, text));
        }
        if (step == 0) {
            throw new IllegalArgumentException("step of range should be a positive number: " + text);
        }
    }

    private long number(String text) {
        int name = text.isEmpty() ? -1 : Arrays.asList(names.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? name + firstName : digits(text);
    }

    private static long digits(String text) {
        if (!text.matches("[+-]?\\d+")) {
            throw new IllegalArgumentException(
                    "failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax".formatted(text, text));
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "failed to parse int from %s: strconv.Atoi: parsing \"%s\": value out of range"
                            .formatted(text, text),
                    e);
        }
        if (number < 0) {
            throw new IllegalArgumentException("negative number (%d) not allowed: %s".formatted(number, text));
        }
        return number;
    }

    private static long bits(long start, long end, long step) {
        long bits = 0;
        for (long i = start; i <= end; i += Math.min(step, 64)) {
            bits |= 1L << i;
        }
        return bits;
    }
}
