package dev.simarena.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold one unit of a quantity.
 *
 * @param suffix spelling, for example {@code Mi} or {@code e3}, empty for none
 * @param format family
 * @param exponent power of two for {@link QuantityFormat#BINARY_SI}, power of ten otherwise
 */
record QuantityUnit(String suffix, QuantityFormat format, int exponent) {

    static final QuantityUnit NONE = new QuantityUnit("", QuantityFormat.DECIMAL_SI, 0);

    /** Beyond it nothing is counted in practice, and a text of ten characters could fill the memory. */
    static final int LARGEST_EXPONENT = 1000;

    /** Finest unit of the decimal families; Kubernetes keeps nothing finer than nano either. */
    private static final int FINEST_EXPONENT = -9;

    private static final List<QuantityUnit> DECIMAL = List.of(
            decimal("E", 18),
            decimal("P", 15),
            decimal("T", 12),
            decimal("G", 9),
            decimal("M", 6),
            decimal("k", 3),
            NONE,
            decimal("m", -3),
            decimal("u", -6),
            decimal("n", -9));

    /** A count of bytes needs no suffix, so the plain number closes this family. */
    private static final List<QuantityUnit> BINARY = List.of(
            binary("Ei", 60),
            binary("Pi", 50),
            binary("Ti", 40),
            binary("Gi", 30),
            binary("Mi", 20),
            binary("Ki", 10),
            NONE);

    private static QuantityUnit decimal(String suffix, int exponent) {
        return new QuantityUnit(suffix, QuantityFormat.DECIMAL_SI, exponent);
    }

    private static QuantityUnit binary(String suffix, int exponent) {
        return new QuantityUnit(suffix, QuantityFormat.BINARY_SI, exponent);
    }

    /** Find the unit with this suffix, {@code null} where there is none. */
    static @Nullable QuantityUnit find(String suffix) {
        return switch (suffix.length()) {
            case 0 -> NONE;
            case 1 -> named(DECIMAL, suffix);
            case 2 -> {
                QuantityUnit unit = named(BINARY, suffix);
                yield unit == null ? exponential(suffix) : unit;
            }
            default -> exponential(suffix);
        };
    }

    private static @Nullable QuantityUnit named(List<QuantityUnit> units, String suffix) {
        for (QuantityUnit unit : units) {
            if (unit.suffix.equals(suffix)) {
                return unit;
            }
        }
        return null;
    }

    private static @Nullable QuantityUnit exponential(String suffix) {
        char letter = suffix.charAt(0);
        if (letter != 'e' && letter != 'E') {
            return null;
        }
        int start = suffix.charAt(1) == '+' || suffix.charAt(1) == '-' ? 2 : 1;
        if (start == suffix.length()) {
            return null;
        }
        long exponent = 0;
        for (int i = start; i < suffix.length(); i++) {
            char digit = suffix.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            exponent = Math.min(exponent * 10 + (digit - '0'), Integer.MAX_VALUE);
        }
        return new QuantityUnit(
                suffix, QuantityFormat.DECIMAL_EXPONENT, (int) (suffix.charAt(1) == '-' ? -exponent : exponent));
    }

    /** Find the largest unit of a family in which the value is an integer, {@code null} where none is fine enough. */
    static @Nullable QuantityUnit largestFor(BigDecimal value, QuantityUnit like) {
        if (like.format == QuantityFormat.DECIMAL_EXPONENT) {
            int exponent = value.signum() == 0 ? 0 : -value.stripTrailingZeros().scale();
            int engineering = Math.floorDiv(exponent, 3) * 3;
            return engineering < FINEST_EXPONENT ? null : like.withExponent(engineering);
        }
        for (QuantityUnit unit : like.format == QuantityFormat.BINARY_SI ? BINARY : DECIMAL) {
            if (isInteger(unit.count(value))) {
                return unit;
            }
        }
        return null;
    }

    private QuantityUnit withExponent(int other) {
        return new QuantityUnit(suffix.charAt(0) + Integer.toString(other), format, other);
    }

    /** Return how many of this unit the value is, exactly. */
    BigDecimal count(BigDecimal value) {
        if (format != QuantityFormat.BINARY_SI) {
            return value.scaleByPowerOfTen(-exponent);
        }
        if (value.scale() == 0) {
            BigInteger whole = value.unscaledValue();
            if (whole.signum() == 0 || whole.getLowestSetBit() >= exponent) {
                return new BigDecimal(whole.shiftRight(exponent));
            }
        }
        // Dividing by a power of two always ends, with as many decimals as the power, but it takes its time.
        return value.divide(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)));
    }

    /** Return the value of this many units, exactly. */
    BigDecimal times(BigDecimal count) {
        return format == QuantityFormat.BINARY_SI
                ? count.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
                : count.scaleByPowerOfTen(exponent);
    }

    /** Spell the value in this unit, with decimals where it is no integer in it. */
    String spell(BigDecimal value) {
        BigDecimal count = count(value);
        return (count.signum() == 0 ? "0" : count.stripTrailingZeros().toPlainString()) + suffix;
    }

    static boolean isInteger(BigDecimal value) {
        return value.scale() <= 0
                || value.signum() == 0
                || value.stripTrailingZeros().scale() <= 0;
    }
}
