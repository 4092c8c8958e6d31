package dev.simarena.trace;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Read the grammar that Kubernetes' {@code resource.ParseQuantity} accepts, oddities included: {@code 5.}, {@code .5},
 * {@code -} and {@code Gi} (both zero).
 */
final class QuantityParser {

    /** Longest text that is read; real ones have less than 40 characters. */
    static final int LONGEST = 1000;

    /** Binary quantities end here, as in Kubernetes: {@code 8Ei} is 2^63-1. */
    private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Digits that always fit a long. */
    private static final int FAST_DIGITS = 18;

    private QuantityParser() {}

    static Quantity parse(String text) {
        int end = text.length();
        if (end == 0) {
            throw new InvalidQuantityException(QuantityMessages.empty());
        }
        if (end > LONGEST) {
            throw new InvalidQuantityException(QuantityMessages.outOfRange(text));
        }
        char first = text.charAt(0);
        boolean negative = first == '-';
        int position = negative || first == '+' ? 1 : 0;
        while (position < end && text.charAt(position) == '0') {
            position++;
        }
        int numberStart = position;
        position = skipDigits(text, position);
        int numberEnd = position;
        int fractionStart = position;
        if (position < end && text.charAt(position) == '.') {
            fractionStart = position + 1;
            position = skipDigits(text, fractionStart);
        }
        int fractionEnd = Math.max(fractionStart, position);
        QuantityUnit unit = unit(text, position);
        String digits = text.substring(numberStart, numberEnd) + text.substring(fractionStart, fractionEnd);
        return build(text, negative, digits, fractionEnd - fractionStart, numberEnd == numberStart, unit);
    }

    private static QuantityUnit unit(String text, int start) {
        int end = text.length();
        if (start == end) {
            return QuantityUnit.NONE;
        }
        int position = start;
        while (position < end && "eEinumkKMGTP".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        if (position < end && (text.charAt(position) == '-' || text.charAt(position) == '+')) {
            position++;
        }
        if (skipDigits(text, position) != end) {
            throw new InvalidQuantityException(QuantityMessages.malformed(text));
        }
        QuantityUnit unit = QuantityUnit.find(text.substring(start));
        if (unit == null) {
            throw InvalidQuantityException.suffix(QuantityMessages.unknownUnit(text, text.substring(start)));
        }
        if (Math.abs(unit.exponent()) > QuantityUnit.LARGEST_EXPONENT) {
            throw new InvalidQuantityException(QuantityMessages.outOfRange(text));
        }
        return unit;
    }

    private static Quantity build(
            String text, boolean negative, String digits, int fraction, boolean noInteger, QuantityUnit unit) {
        boolean binary = unit.format() == QuantityFormat.BINARY_SI;
        // A missing integer part counts as the digit 0.
        int length = digits.length() + (noInteger ? 1 : 0);
        int scale = (binary ? 0 : unit.exponent()) - fraction;
        int spare = binary ? (fraction > 0 ? -1 : 15 - length - unit.exponent() * 3 / 10 - 1) : FAST_DIGITS - length;
        if (spare >= 0 && scale >= -9) {
            long number = digits.isEmpty() ? 0 : Long.parseLong(digits);
            // At most 10^(14-3e/10) times 2^e: never over 2^63.
            long amount = binary ? number << unit.exponent() : number;
            boolean canonical = binary ? (number & 7) != 0 : scale % 3 == 0 && !noInteger && !digits.endsWith("000");
            return Quantity.exact(text, unit, negative ? -amount : amount, scale, canonical && scale >= -3);
        }
        if (digits.isEmpty() && !hasDigit(text)) {
            throw InvalidQuantityException.number(QuantityMessages.malformed(text));
        }
        BigDecimal count = new BigDecimal(digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits), fraction);
        BigDecimal value = unit.times(count);
        if (binary && value.compareTo(LARGEST_BINARY) > 0) {
            value = LARGEST_BINARY;
        }
        return Quantity.exact(text, unit, negative ? value.negate() : value);
    }

    /** Tell whether a zero stands before the unit, which only matters where all digits were stripped as leading zeros. */
    private static boolean hasDigit(String text) {
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        return skipDigits(text, start) > start;
    }

    private static int skipDigits(String text, int start) {
        int position = start;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return position;
    }
}
