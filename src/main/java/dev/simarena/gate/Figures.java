package dev.simarena.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Write figures for people, the same on every machine. */
final class Figures {

    /** Sums of decimal rewards differ by this little from what is written: {@value}. */
    static final double ROUNDING = 1e-9;

    private Figures() {}

    /** Write a number with at most four decimals. */
    static String number(double value) {
        return decimals(value, 4);
    }

    /** Write a number with as many decimals as a total reward has. */
    static String exact(double value) {
        return decimals(value, 9);
    }

    /** Write a rate with three decimals. */
    static String rate(double value) {
        // down, so that 0.79996 does not look like the 0.8 it does not reach
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.FLOOR).toPlainString();
    }

    /** Write a p-value, for example {@code p = 0.031} or {@code p < 0.0001}. */
    static String probability(double value) {
        return value < 0.0001 ? "p < 0.0001" : "p = " + number(value);
    }

    /**
     * Write the limits of a figure, for example {@code at least 3.7 and at most 7.3, each with 95 % confidence}.
     *
     * @param of what they are about, empty or with a space before it
     */
    static String limits(double lower, double upper, String of, double confidence) {
        return Double.isFinite(lower) && Double.isFinite(upper)
                ? "at least %s and at most %s%s, each with %s confidence"
                        .formatted(number(lower), number(upper), of, percent(confidence))
                : "no limits yet";
    }

    /** Write a confidence in percent, for example {@code 95 %}. */
    static String percent(double share) {
        return decimals(share * 100, 4) + " %";
    }

    private static String decimals(double value, int places) {
        if (!Double.isFinite(value)) {
            return "none";
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(places, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
