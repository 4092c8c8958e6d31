package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Word the messages about quantities. */
final class QuantityMessages {

    private static final int SHOWN = 60;

    private QuantityMessages() {}

    static String empty() {
        return "Quantity [] is empty. Write a number with an optional unit, for example 500m or 2Gi.";
    }

    static String malformed(String text) {
        return "Quantity [%s] is not a number with an optional unit. Write digits, at most one point and one unit, without spaces, for example 500m or 2Gi."
                .formatted(shown(text));
    }

    static String unknownUnit(String text, String unit) {
        return "Quantity [%s] has the unknown unit [%s]. Use one of n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3."
                .formatted(shown(text), unit);
    }

    static String outOfRange(String text) {
        return "Quantity [%s] is out of range. Use at most %d characters and an exponent between -%d and %d."
                .formatted(
                        shown(text),
                        QuantityParser.LONGEST,
                        QuantityUnit.LARGEST_EXPONENT,
                        QuantityUnit.LARGEST_EXPONENT);
    }

    static String wrongType(JsonNode node) {
        return "Quantity [%s] is of type %s. Write it as a string such as \"500m\" or as a number."
                .formatted(
                        node.isContainerNode() ? "" : shown(node.asText()),
                        node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
