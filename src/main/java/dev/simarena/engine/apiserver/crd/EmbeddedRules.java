package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.Map;

/**
 * Check that objects within an object say what they are.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/objectmeta/validation.go}.
 */
final class EmbeddedRules {

    private EmbeddedRules() {}

    /** Add what is wrong with the objects within a value. */
    static void check(JsonNode value, JsonNode schema, String path, FieldErrors errors) {
        if (value.isObject() && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            resource(value, path, errors);
        }
        if (value.isObject()) {
            JsonNode properties = schema.path("properties");
            JsonNode additional = schema.path("additionalProperties");
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                JsonNode inner = properties.has(field.getKey()) ? properties.path(field.getKey()) : additional;
                if (inner.isObject()) {
                    check(
                            field.getValue(),
                            inner,
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            errors);
                }
            }
        } else if (value.isArray() && schema.path("items").isObject()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), schema.path("items"), path + "[" + i + "]", errors);
            }
        }
    }

    private static void resource(JsonNode value, String path, FieldErrors errors) {
        if (value.path("apiVersion").asText("").isEmpty()) {
            errors.required(path + ".apiVersion");
        }
        String kind = value.path("kind").asText("");
        if (kind.isEmpty()) {
            errors.required(path + ".kind");
        } else {
            DefinitionRules.label(errors, path + ".kind", kind, DefinitionRules.MIXED_CASE);
        }
    }
}
