package dev.simarena.engine.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Be due at a fixed distance, as {@code @every 1h30m} says.
 *
 * @param seconds distance, 1 or more
 */
record CronInterval(long seconds) implements CronSchedule {

    static final String PREFIX = "@every ";

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

    static CronInterval parse(String text) {
        String duration = text.substring(PREFIX.length());
        return new CronInterval(Math.max(1, seconds(duration)));
    }

    @Override
    public long next(long after) {
        return (Math.floorDiv(after, 1_000_000L) + seconds) * 1_000_000L;
    }

    /** Read a duration as Go's {@code time.ParseDuration} does, in whole seconds. */
    private static long seconds(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        Matcher part = PART.matcher(rest);
        BigDecimal total = BigDecimal.ZERO;
        int end = 0;
        while (end < rest.length() && part.find(end) && part.start() == end) {
            total = total.add(new BigDecimal(part.group(1)).multiply(nanos(part.group(2))));
            end = part.end();
        }
        if (rest.isEmpty() || end < rest.length()) {
            throw new IllegalArgumentException(
                    "failed to parse duration %s: time: %s \"%s\"".formatted(text, fault(rest, end), text));
        }
        long seconds = total.divide(BigDecimal.valueOf(TimeUnit.SECONDS.toNanos(1)), RoundingMode.DOWN)
                .longValue();
        return negative ? -seconds : seconds;
    }

    private static String fault(String rest, int end) {
        Matcher number = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([^.\\d]*)").matcher(rest);
        if (end < rest.length() && number.find(end) && number.start() == end) {
            return number.group(2).isEmpty()
                    ? "missing unit in duration"
                    : "unknown unit \"%s\" in duration".formatted(number.group(2));
        }
        return "invalid duration";
    }

    private static BigDecimal nanos(String unit) {
        long nanos = switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> TimeUnit.SECONDS.toNanos(1);
            case "m" -> TimeUnit.MINUTES.toNanos(1);
            default -> TimeUnit.HOURS.toNanos(1);
        };
        return BigDecimal.valueOf(nanos);
    }
}
