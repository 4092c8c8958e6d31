package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remove fields and elements of lists from a value; what becomes empty stays as an empty object or list.
 *
 * <p>Source: {@code structured-merge-diff/typed/remove.go}.
 */
final class Removal {

    private Removal() {}

    /** Return what is left; parts of the value are shared. */
    static JsonNode remove(JsonNode value, FieldSet doomed, @Nullable Shape type) {
        Shape shape = Shape.orNothing(type).of(value);
        MapShape map = shape.map();
        ListShape list = shape.list();
        if (map != null) {
            return map.atomic() || !value.isObject() ? NullNode.instance : object(value, doomed, shape);
        }
        if (shape.scalar() != null) {
            return value;
        }
        if (list != null && !list.atomic() && value.isArray()) {
            return list(value, doomed, list);
        }
        return NullNode.instance;
    }

    private static JsonNode object(JsonNode value, FieldSet doomed, Shape shape) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        boolean matched = false;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            PathElement step = PathElement.field(field.getKey());
            if (doomed.has(step)) {
                continue;
            }
            FieldSet below = doomed.below(step);
            if (below.empty()) {
                kept.set(field.getKey(), field.getValue());
            } else {
                matched = true;
                kept.set(field.getKey(), inner(field.getValue(), below, shape.field(field.getKey())));
            }
        }
        return kept.isEmpty() && !matched ? NullNode.instance : kept;
    }

    private static JsonNode list(JsonNode value, FieldSet doomed, ListShape list) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        boolean matched = false;
        for (JsonNode item : value) {
            PathElement step = ListKeys.of(list, item);
            if (doomed.has(step)) {
                continue;
            }
            FieldSet below = doomed.below(step);
            if (below.empty()) {
                kept.add(item);
            } else {
                matched = true;
                kept.add(inner(item, below, list.element().get()));
            }
        }
        return kept.isEmpty() && !matched ? NullNode.instance : kept;
    }

    private static JsonNode inner(JsonNode value, FieldSet doomed, @Nullable Shape shape) {
        JsonNode rest = remove(value, doomed, shape);
        if (!rest.isNull()) {
            return rest;
        }
        return value.isObject()
                ? JsonNodeFactory.instance.objectNode()
                : value.isArray() ? JsonNodeFactory.instance.arrayNode() : rest;
    }
}
