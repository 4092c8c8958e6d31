package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Insist on the shape of a value, or throw a {@link TraceFault} that names its place. */
final class Shapes {

    private Shapes() {}

    static ObjectNode map(@Nullable JsonNode value, Place place) {
        if (value instanceof ObjectNode map) {
            return map;
        }
        throw wrong(value, place, "a map");
    }

    static ArrayNode list(@Nullable JsonNode value, Place place) {
        if (value instanceof ArrayNode list) {
            return list;
        }
        throw wrong(value, place, "a list");
    }

    static String text(@Nullable JsonNode value, Place place) {
        if (value == null || !value.isTextual()) {
            throw wrong(value, place, "a text");
        }
        if (value.textValue().isEmpty()) {
            throw TraceFault.at(place, TraceMessages.emptyText());
        }
        return value.textValue();
    }

    static boolean bool(@Nullable JsonNode value, Place place) {
        if (value == null || !value.isBoolean()) {
            throw wrong(value, place, "true or false");
        }
        return value.booleanValue();
    }

    /** Return a signed 64-bit integer. */
    static long integer(@Nullable JsonNode value, Place place) {
        if (value == null || !value.isIntegralNumber()) {
            throw wrong(value, place, "an integer");
        }
        if (!value.canConvertToLong()) {
            throw TraceFault.at(place, TraceMessages.invalid(value.asText(), "a signed 64-bit integer"));
        }
        return value.longValue();
    }

    /** Return an unsigned 64-bit integer. */
    static long unsigned(@Nullable JsonNode value, Place place) {
        if (value == null || !value.isIntegralNumber()) {
            throw wrong(value, place, "an integer");
        }
        if (value.bigIntegerValue().signum() < 0 || value.bigIntegerValue().bitLength() > Long.SIZE) {
            throw TraceFault.at(place, TraceMessages.invalid(value.asText(), "an unsigned 64-bit integer"));
        }
        return value.bigIntegerValue().longValue();
    }

    static Gvk gvk(String text, Place place) {
        try {
            return Gvk.parse(text);
        } catch (IllegalArgumentException e) {
            throw TraceFault.at(place, TraceMessages.invalid(text, "a kind such as apps/v1.Deployment"));
        }
    }

    static TraceFault wrong(@Nullable JsonNode value, Place place, String expected) {
        return TraceFault.at(
                place, value == null ? TraceMessages.missing() : TraceMessages.wrongType(expected, name(value)));
    }

    static String name(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a map";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case BOOLEAN -> "a boolean";
            case BINARY -> "binary data";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a floating-point number";
            default -> "nil";
        };
    }
}
