package dev.simarena.engine.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merge a strategic patch into an object.
 *
 * <p>Objects merge field by field and null removes. Lists with a merge key merge element by element, all others are
 * replaced. Directives: {@code $patch: delete | replace | merge}, {@code $retainKeys}, {@code
 * $deleteFromPrimitiveList/...} and {@code $setElementOrder/...}. Source: {@code apimachinery/pkg/util/strategicpatch}.
 */
final class StrategicMerge {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMerge() {}

    /** Merge a patch into an object; both are used up. */
    static ObjectNode merge(ObjectNode original, ObjectNode patch, MergeSchema schema) {
        JsonNode directive = patch.get(DIRECTIVE);
        if (directive != null) {
            switch (directive.asText()) {
                case "replace" -> {
                    return patch.without(DIRECTIVE);
                }
                case "delete" -> {
                    return patch.objectNode();
                }
                default -> throw badType(directive, patch);
            }
        }
        retain(original, patch);
        for (String field : names(patch)) {
            if (field.startsWith(ORDER)) {
                order(original, patch, field, schema);
            }
        }
        for (String field : names(patch)) {
            JsonNode value = patch.path(field);
            if (field.startsWith(DELETE_VALUES)) {
                deleteValues(original, field.substring(DELETE_VALUES.length()), value);
            } else if (value.isNull()) {
                original.remove(field);
            } else {
                mergeField(original, field, value, schema);
            }
        }
        return original;
    }

    private static void mergeField(ObjectNode original, String field, JsonNode value, MergeSchema schema) {
        JsonNode present = original.path(field);
        if (present instanceof ObjectNode object && value instanceof ObjectNode inner) {
            original.set(field, merge(object, inner, schema.type(field)));
        } else if (present instanceof ArrayNode list && value instanceof ArrayNode inner && schema.key(field) != null) {
            original.set(field, mergeList(list, inner, String.valueOf(schema.key(field)), schema.type(field)));
        } else if (present.isArray() && value.isArray()) {
            original.set(field, value);
        } else {
            JsonNode kept = withoutDirectives(value);
            if (kept == null) {
                original.remove(field);
            } else {
                original.set(field, kept);
            }
        }
    }

    private static ArrayNode mergeList(ArrayNode original, ArrayNode patch, String key, MergeSchema element) {
        alike(original, patch);
        ArrayNode server = original.deepCopy();
        List<JsonNode> merged = new ArrayList<>();
        List<JsonNode> added = new ArrayList<>();
        original.forEach(merged::add);
        if (key.equals(MergeSchema.VALUES)) {
            patch.forEach(value -> {
                added.add(value);
                if (!merged.contains(value)) {
                    merged.add(value);
                }
            });
            return ordered(merged, added, server, key, patch);
        }
        boolean replace = false;
        for (JsonNode item : patch) {
            JsonNode directive = item.path(DIRECTIVE);
            if (directive.isMissingNode()) {
                added.add(item);
                continue;
            }
            switch (directive.asText()) {
                case "delete" -> {
                    JsonNode wanted = keyOf(item, key);
                    merged.removeIf(present -> keyOf(present, key).equals(wanted));
                }
                case "replace" -> replace = true;
                case "merge" -> throw failed("merging lists cannot yet be specified in the patch");
                default -> throw badType(directive, item);
            }
        }
        if (replace) {
            ArrayNode result = patch.arrayNode();
            added.forEach(result::add);
            return result;
        }
        for (JsonNode item : added) {
            JsonNode wanted = keyOf(item, key);
            int at = indexOf(merged, wanted, key);
            if (at < 0) {
                merged.add(withoutDirectives(item));
            } else if (merged.get(at) instanceof ObjectNode present && item instanceof ObjectNode change) {
                merged.set(at, merge(present, change.deepCopy(), element));
            }
        }
        return ordered(merged, added, server, key, patch);
    }

    /**
     * Put elements in order: those of the patch as there, the others as before, each before the first of the patch's that
     * stood behind it.
     */
    private static ArrayNode ordered(
            List<JsonNode> merged, List<JsonNode> order, ArrayNode server, String key, JsonNode nodes) {
        List<JsonNode> fromPatch = new ArrayList<>();
        for (JsonNode item : order) {
            int at = indexOf(merged, keyOf(item, key), key);
            if (at >= 0 && !fromPatch.contains(merged.get(at))) {
                fromPatch.add(merged.get(at));
            }
        }
        List<JsonNode> others = new ArrayList<>(merged);
        others.removeIf(fromPatch::contains);
        List<JsonNode> before = new ArrayList<>();
        server.forEach(before::add);
        ArrayNode result = ((ArrayNode) nodes).arrayNode();
        int i = 0;
        int j = 0;
        while (i < others.size() || j < fromPatch.size()) {
            boolean other = j >= fromPatch.size();
            if (!other && i < others.size()) {
                int mine = indexOf(before, keyOf(others.get(i), key), key);
                int its = indexOf(before, keyOf(fromPatch.get(j), key), key);
                other = mine >= 0 && its >= 0 && mine < its;
            }
            result.add(other ? others.get(i++) : fromPatch.get(j++));
        }
        return result;
    }

    /** Carry out an order directive together with the patch of its list. */
    private static void order(ObjectNode original, ObjectNode patch, String directive, MergeSchema schema) {
        String field = directive.substring(ORDER.length());
        JsonNode order = patch.remove(directive);
        JsonNode change = patch.remove(field);
        String key = schema.key(field);
        JsonNode present = original.path(field);
        if (order == null || !order.isArray() || key == null) {
            throw ApiException.badRequest("invalid patch format of setElementOrder list");
        }
        if (!present.isArray() && change == null) {
            return;
        }
        ArrayNode server = present instanceof ArrayNode list ? list.deepCopy() : original.arrayNode();
        ArrayNode current = present instanceof ArrayNode list ? list : original.arrayNode();
        ArrayNode merged =
                change instanceof ArrayNode list ? mergeList(current, list, key, schema.type(field)) : current;
        List<JsonNode> items = new ArrayList<>();
        merged.forEach(items::add);
        List<JsonNode> wanted = new ArrayList<>();
        order.forEach(wanted::add);
        original.set(field, ordered(items, wanted, server, key, merged));
    }

    private static void deleteValues(ObjectNode original, String field, JsonNode values) {
        if (original.path(field) instanceof ArrayNode list) {
            Set<JsonNode> doomed = new HashSet<>();
            values.forEach(doomed::add);
            ArrayNode rest = list.arrayNode();
            list.forEach(value -> {
                if (!doomed.contains(value)) {
                    rest.add(value);
                }
            });
            original.set(field, rest);
        }
    }

    /** Remove the fields that are not to be kept. */
    private static void retain(ObjectNode original, ObjectNode patch) {
        JsonNode retained = patch.remove(RETAIN);
        if (retained == null) {
            return;
        }
        Set<String> kept = new HashSet<>();
        retained.forEach(name -> kept.add(name.asText()));
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            boolean directive =
                    field.getKey().startsWith(DELETE_VALUES) || field.getKey().startsWith(ORDER);
            if (!directive && !field.getValue().isNull() && !kept.contains(field.getKey())) {
                throw ApiException.badRequest("invalid patch format of retainKeys");
            }
        }
        original.retain(kept);
    }

    /** Return a new value as it is stored: without nulls and directives; {@code null} where nothing is left of it. */
    private static @Nullable JsonNode withoutDirectives(JsonNode value) {
        if (value instanceof ObjectNode object) {
            if (object.has(DIRECTIVE)) {
                return null;
            }
            ObjectNode kept = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode inner = field.getValue().isNull() || directive(field.getKey())
                        ? null
                        : withoutDirectives(field.getValue());
                if (inner != null) {
                    kept.set(field.getKey(), inner);
                }
            }
            return kept;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode kept = list.arrayNode();
            for (JsonNode item : list) {
                JsonNode inner = withoutDirectives(item);
                if (inner != null) {
                    kept.add(inner);
                }
            }
            return kept;
        }
        return value;
    }

    private static boolean directive(String field) {
        return field.equals(RETAIN) || field.startsWith(ORDER) || field.startsWith(DELETE_VALUES);
    }

    private static JsonNode keyOf(JsonNode item, String key) {
        if (key.equals(MergeSchema.VALUES)) {
            return item;
        }
        JsonNode value = item.path(key);
        if (value.isMissingNode()) {
            throw failed("map: %s does not contain declared merge key: %s".formatted(GoText.of(item), key));
        }
        return value;
    }

    private static int indexOf(List<JsonNode> items, JsonNode wanted, String key) {
        for (int i = 0; i < items.size(); i++) {
            if (keyOf(items.get(i), key).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Lists are merged only where the elements of both are of one type. */
    private static void alike(ArrayNode original, ArrayNode patch) {
        String type = null;
        for (ArrayNode list : List.of(original, patch)) {
            for (JsonNode item : list) {
                String its = GoText.type(item);
                if (type == null && item.isArray()) {
                    throw new ApiException(422, "", "lists of lists are not supported");
                }
                if (type != null && !type.equals(its)) {
                    throw failed("list element types are not identical: [%s %s]"
                            .formatted(GoText.of(original), GoText.of(patch)));
                }
                type = its;
            }
        }
    }

    private static ApiException failed(String why) {
        return new ApiException(500, "", why);
    }

    private static ApiException badType(JsonNode directive, JsonNode patch) {
        return failed("unknown patch type: %s in map: %s".formatted(GoText.of(directive), GoText.of(patch)));
    }
}
