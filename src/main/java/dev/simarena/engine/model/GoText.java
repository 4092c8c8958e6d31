package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Write values as Go's {@code %v} does, by which the API server shows patches in messages. */
public final class GoText {

    private GoText() {}

    /** Return what Go calls the type of a value that was decoded from JSON. */
    public static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case STRING -> "string";
            default -> "<nil>";
        };
    }

    /** Return the text of a value; the fields of objects are sorted. */
    public static String of(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            List<String> fields = new ArrayList<>(sorted.size());
            sorted.forEach((key, field) -> fields.add(key + ":" + of(field)));
            return "map[" + String.join(" ", fields) + "]";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>(value.size());
            value.forEach(item -> items.add(of(item)));
            return "[" + String.join(" ", items) + "]";
        }
        return value.isNull() ? "<nil>" : value.asText();
    }
}
