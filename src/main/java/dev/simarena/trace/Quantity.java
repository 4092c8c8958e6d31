package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Hold a Kubernetes quantity exactly, with the spelling it was written in; immutable.
 *
 * <p>Two quantities are equal when their values are, whatever their spelling: {@code 1000m} equals {@code 1}. Only
 * {@link #toString()} tells them apart. Values are exact decimals; unlike Kubernetes, which rounds to nano while
 * parsing, nothing is rounded before {@link #stored()} is asked for. As in Kubernetes, a quantity with a binary unit
 * ends at 2^63-1.
 */
public final class Quantity implements Comparable<Quantity> {

    /** Precision the API server keeps in a resource list: thousandths. */
    private static final int MILLI_SCALE = 3;

    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal SMALLEST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigInteger KIBI_INTEGER = BigInteger.valueOf(1024);
    private static final String[] DECIMAL_SUFFIXES = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY_SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    private final String text;
    private final QuantityUnit unit;
    private final boolean keepsSpelling;

    /** Value where {@link #exact} is {@code null}: amount times ten to the scale. */
    private final long amount;

    private final int scale;
    private final @Nullable BigDecimal exact;

    private Quantity(
            String text, QuantityUnit unit, boolean keepsSpelling, long amount, int scale, @Nullable BigDecimal exact) {
        this.text = text;
        this.unit = unit;
        this.keepsSpelling = keepsSpelling;
        this.amount = amount;
        this.scale = scale;
        this.exact = exact;
    }

    static Quantity exact(String text, QuantityUnit unit, long amount, int scale, boolean keepsSpelling) {
        return new Quantity(text, unit, keepsSpelling, amount, scale, null);
    }

    static Quantity exact(String text, QuantityUnit unit, BigDecimal value) {
        return new Quantity(text, unit, false, 0, 0, value);
    }

    /**
     * Parse the whole Kubernetes grammar: sign, digits with or without a point, a unit of {@code n u m k M G T P E},
     * {@code Ki Mi Gi Ti Pi Ei} or an exponent.
     *
     * @throws InvalidQuantityException when the text is none, or has over 1000 characters or an exponent beyond 1000
     */
    public static Quantity parse(String text) {
        return QuantityParser.parse(text);
    }

    /**
     * Read a quantity from an object as the API server does: a string, with spaces around it ignored, a number, or
     * {@code null} for zero.
     *
     * @throws InvalidQuantityException when the node is of another type or its text is no quantity
     */
    public static Quantity of(JsonNode node) {
        if (node.isTextual()) {
            return parse(trimSpaces(node.textValue()));
        }
        if (node.isNull()) {
            return parse("0");
        }
        if (node.isIntegralNumber()) {
            return parse(node.asText());
        }
        if (node.isFloat() || node.isDouble()) {
            return parse(JsonNumbers.spell(node.doubleValue(), node));
        }
        if (node.isNumber()) {
            return parse(node.decimalValue().toString());
        }
        throw new InvalidQuantityException(QuantityMessages.wrongType(node));
    }

    private static String trimSpaces(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Return the exact value. */
    public BigDecimal value() {
        return exact == null ? BigDecimal.valueOf(amount, -scale) : exact;
    }

    /** Return the value in thousandths, rounded away from zero and limited to the range of a long. */
    public long milliValue() {
        return rounded(MILLI_SCALE);
    }

    /** Return the value rounded away from zero to an integer and limited to the range of a long. */
    public long longValue() {
        return rounded(0);
    }

    /**
     * Tell whether Kubernetes takes the value for an integer.
     *
     * <p>It looks at the thousandths as a 64-bit number, which wraps, so some very large integers do not count as such.
     */
    public boolean integral() {
        if (exact != null) {
            return exact.setScale(MILLI_SCALE, RoundingMode.UP).unscaledValue().longValue() % 1000 == 0;
        }
        BigDecimal shortest = value().stripTrailingZeros();
        int up = MILLI_SCALE - shortest.scale();
        if (up <= 0) {
            return milliValue() % 1000 == 0;
        }
        BigInteger thousandths = shortest.unscaledValue().multiply(BigInteger.TEN.pow(up));
        boolean wraps = up <= 3 || up == 6 || up == 9;
        return (thousandths.bitLength() > 63 && !wraps) || thousandths.longValue() % 1000 == 0;
    }

    /** Return -1, 0 or 1 as the value is negative, zero or positive. */
    public int signum() {
        return exact == null ? Long.signum(amount) : exact.signum();
    }

    /** Return the family of the unit it is spelled in. */
    public QuantityFormat format() {
        return unit.format();
    }

    private long rounded(int digits) {
        if (exact == null && scale == -digits) {
            return amount;
        }
        BigDecimal counted = value().scaleByPowerOfTen(digits).setScale(0, RoundingMode.UP);
        if (counted.compareTo(LARGEST_LONG) >= 0) {
            return Long.MAX_VALUE;
        }
        return counted.compareTo(SMALLEST_LONG) <= 0 ? Long.MIN_VALUE : counted.longValue();
    }

    /**
     * Return the exact sum.
     *
     * <p>It keeps the unit of this quantity where it is an integer in it, else takes the largest unit of the same
     * family in which it is ({@code 33Gi - 256Mi} is {@code 33536Mi}, {@code 1 + 500m} is {@code 1500m}). Where no
     * unit is fine enough it is spelled with decimals in the unit of this quantity ({@code 17.4155Gi - 256Mi} is
     * {@code 17.1655Gi}). Exponents step by three.
     */
    public Quantity plus(Quantity other) {
        BigDecimal sum = value().add(other.value());
        if (QuantityUnit.isInteger(unit.count(sum))) {
            return parse(unit.spell(sum));
        }
        QuantityUnit finer = QuantityUnit.largestFor(sum, unit);
        return parse((finer == null ? unit : finer).spell(sum));
    }

    /**
     * Return the quantity as the API server stores it in a resource list.
     *
     * <p>It is rounded away from zero to thousandths. The spelling is kept where nothing was rounded and Kubernetes'
     * fast parser takes it for canonical ({@code +1}, {@code 5.} and {@code 1E3} too), else it is the canonical one:
     * {@code 20000m} becomes {@code 20}, {@code 1.5Gi} {@code 1536Mi}. Source: {@code SetDefaults_ResourceList} and
     * {@code Quantity.CanonicalizeBytes} of Kubernetes 1.36.
     */
    public Quantity stored() {
        if (keepsSpelling) {
            return this;
        }
        if (exact == null && scale >= -MILLI_SCALE) {
            return parse(canonical(amount, scale));
        }
        BigDecimal value = value();
        if (value.scale() > MILLI_SCALE) {
            value = value.setScale(MILLI_SCALE, RoundingMode.UP);
        }
        return parse(canonical(value));
    }

    /** Do what the general case does, without the cost of big numbers. */
    private String canonical(long number, int power) {
        if (number == 0) {
            return "0";
        }
        if (unit.format() == QuantityFormat.BINARY_SI && Math.abs(number) >= KIBI_INTEGER.longValue()) {
            int binary = Long.numberOfTrailingZeros(number) / 10;
            return (number >> (10 * binary)) + BINARY_SUFFIXES[binary];
        }
        long count = number;
        int exponent = power;
        while (count % 10 == 0) {
            count /= 10;
            exponent++;
        }
        int zeros = Math.floorMod(exponent, 3);
        return suffixed(count + "0".repeat(zeros), exponent - zeros);
    }

    private String canonical(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        boolean binary = unit.format() == QuantityFormat.BINARY_SI
                && value.abs().compareTo(KIBI) >= 0
                && QuantityUnit.isInteger(value);
        return binary ? canonicalBinary(value.toBigIntegerExact()) : canonicalDecimal(value.stripTrailingZeros());
    }

    private static String canonicalBinary(BigInteger bytes) {
        BigInteger count = bytes;
        int power = 0;
        while (power + 1 < BINARY_SUFFIXES.length
                && count.remainder(KIBI_INTEGER).signum() == 0) {
            count = count.divide(KIBI_INTEGER);
            power++;
        }
        return count + BINARY_SUFFIXES[power];
    }

    private String canonicalDecimal(BigDecimal stripped) {
        int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
        return suffixed(stripped.scaleByPowerOfTen(-exponent).toPlainString(), exponent);
    }

    private String suffixed(String count, int exponent) {
        int index = exponent / 3 + 3;
        if (unit.format() != QuantityFormat.DECIMAL_EXPONENT && index < DECIMAL_SUFFIXES.length) {
            return count + DECIMAL_SUFFIXES[index];
        }
        return exponent == 0 ? count : count + "e" + exponent;
    }

    @Override
    public int compareTo(Quantity other) {
        if (exact == null && other.exact == null && scale == other.scale) {
            return Long.compare(amount, other.amount);
        }
        return value().compareTo(other.value());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return value().stripTrailingZeros().hashCode();
    }

    /** Return the spelling it was written in. */
    @Override
    public String toString() {
        return text;
    }
}
