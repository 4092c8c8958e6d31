package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Spell floating-point numbers as SimKube's JSON writer does, since the API server reads a quantity from that text. */
final class JsonNumbers {

    /** From this magnitude on the shortest form has an exponent. */
    private static final double LARGEST_PLAIN = 1e16;

    private static final double SMALLEST_PLAIN = 1e-5;

    private JsonNumbers() {}

    static String spell(double number, JsonNode source) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new InvalidQuantityException(QuantityMessages.wrongType(source));
        }
        double magnitude = Math.abs(number);
        if (magnitude == 0 || (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN)) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return Double.toString(number).replace(".0E", "e").replace('E', 'e');
    }
}
