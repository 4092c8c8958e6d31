package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Check that elements of sets, and keys of lists with keys, occur once.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/listtype}.
 */
final class ListRules {

    private ListRules() {}

    static void check(JsonNode value, JsonNode schema, String path, FieldErrors errors) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                JsonNode property = schema.path("properties").path(field.getKey());
                JsonNode additional = schema.path("additionalProperties");
                if (property.isObject()) {
                    String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    check(field.getValue(), property, inner, errors);
                } else if (additional.isObject()) {
                    check(field.getValue(), additional, path + "[" + field.getKey() + "]", errors);
                }
            }
        } else if (value.isArray()) {
            String type = schema.path("x-kubernetes-list-type").asText("");
            if (type.equals("set") || type.equals("map")) {
                once(value, schema, type.equals("map"), path, errors);
            }
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), schema.path("items"), path + "[" + i + "]", errors);
            }
        }
    }

    private static void once(JsonNode list, JsonNode schema, boolean keyed, String path, FieldErrors errors) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode key = keyed ? key(list.get(i), schema) : list.get(i);
            if (seen.merge(key.toString(), 1, Integer::sum) == 2) {
                String shown = key.isTextual() ? FieldErrors.quoted(key.textValue()) : key.toString();
                errors.add("FieldValueDuplicate", path + "[" + i + "]", "Duplicate value: " + shown);
            }
        }
    }

    private static ObjectNode key(JsonNode item, JsonNode schema) {
        TreeMap<String, JsonNode> keys = new TreeMap<>();
        for (JsonNode name : schema.path("x-kubernetes-list-map-keys")) {
            if (item.has(name.asText())) {
                keys.put(name.asText(), item.path(name.asText()));
            }
        }
        return JsonNodeFactory.instance.objectNode().setAll(keys);
    }
}
