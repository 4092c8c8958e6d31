package dev.simarena.engine.apiserver.table;

import java.time.Duration;

/**
 * Write a duration for people, with two or three figures that matter.
 *
 * <p>Source: {@code HumanDuration} of {@code apimachinery/pkg/util/duration}.
 */
final class HumanDuration {

    private HumanDuration() {}

    /** Return for example {@code 119s}, {@code 2m5s}, {@code 3h}, {@code 2d1h}, {@code 3y20d}. */
    static String of(Duration duration) {
        // Go cuts towards zero
        long seconds = duration.isNegative() ? -duration.negated().toSeconds() : duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (duration.isNegative()) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (days < 8) {
            return two(days, "d", hours % 24, "h");
        }
        if (days < 2 * 365) {
            return days + "d";
        }
        if (days < 8 * 365) {
            return two(days / 365, "y", days % 365, "d");
        }
        return days / 365 + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
