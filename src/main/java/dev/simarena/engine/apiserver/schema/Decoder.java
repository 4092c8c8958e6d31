package dev.simarena.engine.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decode objects as the API server does, into the types it has: values of other types are refused, unknown fields dropped, nulls
 * in lists and maps emptied.
 *
 * <p>Custom resources, and kinds that are not served, pass as they are.
 */
public final class Decoder {

    /** What a look at an object finds; the worst counts. */
    private enum Finding {
        NOTHING,
        UNTIDY,
        WRONG_TYPE
    }

    private Decoder() {}

    /**
     * Return an object without unknown fields: itself where it has none, else a copy.
     *
     * @throws ApiException 400 where a value is of the wrong type
     */
    public static JsonNode decode(Gvk gvk, JsonNode object) {
        Schema schema = BuiltInSchemas.of(gvk);
        if (schema == null) {
            return object;
        }
        switch (look(object, schema, true)) {
            case WRONG_TYPE -> throw ApiException.unreadable(gvk, TypeErrors.of(object, schema, gvk));
            case UNTIDY -> {
                JsonNode copy = object.deepCopy();
                prune(copy, schema);
                return copy;
            }
            default -> {
                return object;
            }
        }
    }

    /** Tell whether an object has known fields only, and all values are of their types. */
    public static boolean clean(JsonNode object, Schema schema) {
        return look(object, schema, true) == Finding.NOTHING;
    }

    /**
     * Take unknown fields out of an object that a patch left.
     *
     * @throws ApiException 422 where a value is of the wrong type
     */
    public static void patched(Gvk gvk, ObjectNode object) {
        Schema schema = BuiltInSchemas.of(gvk);
        if (schema == null) {
            return;
        }
        switch (look(object, schema, true)) {
            case WRONG_TYPE -> throw unusable(object, TypeErrors.of(object, schema, gvk));
            case UNTIDY -> prune(object, schema);
            default -> {}
        }
    }

    /** Answer 422 for a patch that leaves an object which cannot be decoded. */
    public static ApiException unusable(ObjectNode patched, String why) {
        FieldErrors errors = new FieldErrors();
        errors.invalid("patch", patched.toString(), why);
        return ApiException.invalid(new Gvk("", "", ""), "", errors);
    }

    /** Take out of an object what its type has no place for. */
    public static void prune(JsonNode value, Schema schema) {
        prune(value, schema, true);
    }

    /** Return what a field holds, {@code null} where there is no such field; every object has a kind. */
    public static @Nullable Schema inside(Schema schema, String name, boolean root) {
        return switch (schema.type()) {
            case OBJECT -> {
                Field field = schema.field(name);
                if (field != null) {
                    yield field.schema();
                }
                yield root && (name.equals("apiVersion") || name.equals("kind")) ? Schema.ANYTHING : null;
            }
            case MAP -> schema.element();
            default -> Schema.ANYTHING;
        };
    }

    private static Finding look(JsonNode value, Schema schema, boolean root) {
        if (!TypeErrors.fits(value, schema)) {
            return Finding.WRONG_TYPE;
        }
        return switch (schema.type()) {
            case OBJECT -> fields(value, schema, root);
            case MAP, LIST -> elements(value, schema.element());
            default -> Finding.NOTHING;
        };
    }

    private static Finding fields(JsonNode object, Schema schema, boolean root) {
        Finding worst = Finding.NOTHING;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Schema type = inside(schema, entry.getKey(), root);
            Finding found = type == null ? Finding.UNTIDY : look(entry.getValue(), type, false);
            if (found == Finding.WRONG_TYPE) {
                return found;
            }
            worst = found == Finding.NOTHING ? worst : found;
        }
        return worst;
    }

    private static Finding elements(JsonNode values, Schema element) {
        Finding worst = Finding.NOTHING;
        for (JsonNode value : values) {
            Finding found = value.isNull() && blank(element) != null ? Finding.UNTIDY : look(value, element, false);
            if (found == Finding.WRONG_TYPE) {
                return found;
            }
            worst = found == Finding.NOTHING ? worst : found;
        }
        return worst;
    }

    /** In Go no element of a list or map of values is null; what is written as null is empty. */
    private static void fill(JsonNode values, Schema element) {
        JsonNode blank = blank(element);
        if (blank == null) {
            return;
        }
        if (values instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isNull()) {
                    list.set(i, blank.deepCopy());
                }
            }
        } else if (values instanceof ObjectNode map) {
            map.properties().stream()
                    .filter(entry -> entry.getValue().isNull())
                    .forEach(entry -> entry.setValue(blank.deepCopy()));
        }
    }

    private static @Nullable JsonNode blank(Schema schema) {
        return switch (schema.type()) {
            case OBJECT, MAP -> JsonNodeFactory.instance.objectNode();
            case STRING -> JsonNodeFactory.instance.textNode("");
            case INTEGER -> JsonNodeFactory.instance.numberNode(0);
            default -> null;
        };
    }

    private static void prune(JsonNode value, Schema schema, boolean root) {
        switch (schema.type()) {
            case OBJECT -> {
                if (value instanceof ObjectNode object) {
                    object.properties().removeIf(field -> inside(schema, field.getKey(), root) == null);
                    object.properties().forEach(field -> {
                        Field known = schema.field(field.getKey());
                        if (known != null) {
                            prune(field.getValue(), known.schema(), false);
                        }
                    });
                }
            }
            case MAP, LIST -> {
                fill(value, schema.element());
                value.forEach(one -> prune(one, schema.element(), false));
            }
            default -> {}
        }
    }
}
