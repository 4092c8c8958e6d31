package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;

/** Choose the same node for a number as Jackson's JSON parser does, so that equal values are equal nodes. */
final class Numbers {

    private Numbers() {}

    static JsonNode integer(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    static JsonNode integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? integer(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    static JsonNode unsigned(long value) {
        return value >= 0 ? integer(value) : BigIntegerNode.valueOf(new BigInteger(Long.toUnsignedString(value)));
    }
}
