package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.patch.PatchType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Write an object as a JSON patch or a merge patch left it: the fields of all objects the patch went into are sorted, the others
 * are as they were.
 */
final class PatchedText {

    private PatchedText() {}

    static String of(PatchType type, JsonNode patch, ObjectNode patched) {
        return sorted(patched, type == PatchType.JSON ? entered(patch) : patch).toString();
    }

    /** Return the objects that operations went into, in the form of a merge patch. */
    private static ObjectNode entered(JsonNode operations) {
        ObjectNode entered = JsonNodeFactory.instance.objectNode();
        for (JsonNode operation : operations) {
            for (String field : List.of("path", "from")) {
                String[] parts = operation.path(field).asText("").split("/", -1);
                ObjectNode inside = entered;
                for (int i = 1; i < parts.length - 1; i++) {
                    String name = parts[i].replace("~1", "/").replace("~0", "~");
                    inside = inside.get(name) instanceof ObjectNode known ? known : inside.putObject(name);
                }
            }
        }
        return entered;
    }

    private static JsonNode sorted(JsonNode value, JsonNode entered) {
        if (value instanceof ObjectNode object && entered.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties()
                    .forEach(field ->
                            fields.put(field.getKey(), sorted(field.getValue(), entered.path(field.getKey()))));
            return object.objectNode().setAll(fields);
        }
        if (value instanceof ArrayNode list && entered.isObject()) {
            ArrayNode items = list.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                items.add(sorted(list.get(i), entered.path(String.valueOf(i))));
            }
            return items;
        }
        return value;
    }
}
