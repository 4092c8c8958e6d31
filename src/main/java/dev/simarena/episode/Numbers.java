package dev.simarena.episode;

import java.math.BigDecimal;
import java.math.MathContext;

/** Spell numbers the same on every JDK. */
final class Numbers {

    private Numbers() {}

    /** Spell a double with up to 15 significant digits, without an exponent. */
    static String text(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number, new MathContext(15)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
