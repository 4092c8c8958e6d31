package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Set what a schema says stands for absent values, and remove nulls where there may be none.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/defaulting}.
 */
final class Defaults {

    private Defaults() {}

    /** Complete a value in place. */
    static void apply(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            JsonNode properties = schema.path("properties");
            JsonNode additional = schema.path("additionalProperties");
            for (Map.Entry<String, JsonNode> property : properties.properties()) {
                JsonNode preset = property.getValue().path("default");
                JsonNode present = object.get(property.getKey());
                boolean none = present == null || badNull(present, property.getValue());
                if (none && !preset.isMissingNode() && !preset.isNull()) {
                    object.set(property.getKey(), preset.deepCopy());
                } else if (none) {
                    object.remove(property.getKey());
                }
            }
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode schemaOfField = properties.has(name) ? properties.path(name) : additional;
                if (schemaOfField.isObject()) {
                    if (badNull(object.path(name), schemaOfField)) {
                        JsonNode preset = schemaOfField.path("default");
                        if (preset.isMissingNode()) {
                            object.remove(name);
                            continue;
                        }
                        object.set(name, preset.deepCopy());
                    }
                    apply(object.path(name), schemaOfField);
                }
            }
        } else if (value instanceof ArrayNode list && schema.path("items").isObject()) {
            JsonNode items = schema.path("items");
            for (int i = 0; i < list.size(); i++) {
                if (badNull(list.get(i), items) && items.has("default")) {
                    list.set(i, items.path("default").deepCopy());
                }
                apply(list.get(i), items);
            }
        }
    }

    private static boolean badNull(JsonNode value, JsonNode schema) {
        return value.isNull() && !schema.path("nullable").asBoolean();
    }
}
