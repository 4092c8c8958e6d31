package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.util.Map;

/**
 * Check that the values a schema gives to absent fields fit the schema.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go}.
 */
final class DefaultRules {

    private static final String EITHER = "x-kubernetes-int-or-string";

    private DefaultRules() {}

    /** Add what is wrong with the values of a structural schema; whether one is a number or a string is not asked here. */
    static void check(JsonNode schema, String path, FieldErrors errors) {
        JsonNode loose = schema.deepCopy();
        for (JsonNode either : loose.findParents(EITHER)) {
            ((ObjectNode) either).remove(EITHER);
        }
        visit(loose, path, errors);
    }

    private static void visit(JsonNode schema, String path, FieldErrors errors) {
        JsonNode preset = schema.path("default");
        if (!preset.isMissingNode() && !preset.isNull()) {
            value(schema, preset, path + ".default", errors);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            visit(property.getValue(), path + ".properties[" + property.getKey() + "]", errors);
        }
        if (schema.path("items").isObject()) {
            visit(schema.path("items"), path + ".items", errors);
        }
    }

    private static void value(JsonNode schema, JsonNode preset, String path, FieldErrors errors) {
        if (unknown(schema, preset)) {
            errors.invalid(path, preset, "must not have unknown fields");
            return;
        }
        for (FieldError error : SchemaCheck.errors(schema, preset, null)) {
            boolean whole = error.field().equals("<nil>");
            errors.add(error.reason(), whole ? path : path + "." + error.field(), error.message());
        }
    }

    private static boolean unknown(JsonNode schema, JsonNode preset) {
        JsonNode pruned = preset.deepCopy();
        if (pruned instanceof ObjectNode object) {
            Pruning.prune(
                    object,
                    schema,
                    schema.path("x-kubernetes-embedded-resource").asBoolean());
        } else if (pruned instanceof ArrayNode list && schema.path("items").isObject()) {
            for (int i = 0; i < list.size(); i++) {
                if (unknown(schema.path("items"), list.get(i))) {
                    return true;
                }
            }
        }
        return !pruned.equals(preset);
    }
}
