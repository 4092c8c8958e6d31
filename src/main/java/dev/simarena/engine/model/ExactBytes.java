package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Quantity;

/**
 * Hold a number of bytes with its fraction, as the API server stores it, so that sums are rounded once.
 *
 * @param roundedUp bytes, rounded up
 * @param excess thousandths by which that is too much, 0 to 999; 0 where the number is over 2^63/1000
 */
record ExactBytes(long roundedUp, int excess) {

    static final ExactBytes NONE = new ExactBytes(0, 0);

    private static final int MILLI = 1000;

    static ExactBytes of(long bytes) {
        return new ExactBytes(bytes, 0);
    }

    /** Read a stored quantity, nothing where it is absent. */
    static ExactBytes of(JsonNode node) {
        if (node.isMissingNode()) {
            return NONE;
        }
        Quantity quantity = Quantity.of(node);
        long bytes = quantity.longValue();
        long milli = quantity.milliValue();
        return new ExactBytes(bytes, milli == Long.MAX_VALUE ? 0 : (int) (bytes * MILLI - milli));
    }

    ExactBytes plus(ExactBytes other) {
        int sum = excess + other.excess;
        long bytes = roundedUp + other.roundedUp;
        return sum < MILLI ? new ExactBytes(bytes, sum) : new ExactBytes(bytes - 1, sum - MILLI);
    }

    ExactBytes max(ExactBytes other) {
        boolean less = roundedUp < other.roundedUp || (roundedUp == other.roundedUp && excess > other.excess);
        return less ? other : this;
    }
}
