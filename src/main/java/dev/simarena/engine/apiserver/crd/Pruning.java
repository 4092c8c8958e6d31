package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Remove fields that a schema does not know.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/pruning}.
 */
final class Pruning {

    private static final Set<String> OWN = Set.of("apiVersion", "kind", "metadata");

    private final List<String> removed = new ArrayList<>();

    private Pruning() {}

    /** Prune an object in place; returns the paths of what was removed, sorted. */
    static List<String> prune(ObjectNode object, JsonNode schema) {
        return prune(object, schema, true);
    }

    /**
     * Prune an object or a part of one in place; returns the paths of what was removed, sorted.
     *
     * @param whole whether it has a kind and metadata of its own
     */
    static List<String> prune(ObjectNode object, JsonNode schema, boolean whole) {
        Pruning pruning = new Pruning();
        pruning.visit(object, schema, "", whole);
        pruning.removed.sort(null);
        return pruning.removed;
    }

    private void visit(JsonNode value, JsonNode schema, String path, boolean whole) {
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        boolean embedded =
                whole || schema.path("x-kubernetes-embedded-resource").asBoolean();
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (embedded && OWN.contains(name)) {
                    continue;
                }
                String inner = path.isEmpty() ? name : path + "." + name;
                JsonNode property = schema.path("properties").path(name);
                JsonNode additional = schema.path("additionalProperties");
                if (property.isObject()) {
                    visit(object.path(name), property, inner, false);
                } else if (additional.isObject()) {
                    visit(object.path(name), additional, inner, false);
                } else if (!open && !(additional.isBoolean() && additional.asBoolean())) {
                    removed.add(inner);
                    object.remove(name);
                }
            }
        } else if (value instanceof ArrayNode list) {
            JsonNode items = schema.path("items");
            for (int i = 0; i < list.size(); i++) {
                if (!(open && items instanceof MissingNode)) {
                    visit(list.get(i), items, path + "[" + i + "]", false);
                }
            }
        }
    }
}
