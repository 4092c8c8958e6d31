package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.engine.model.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Check values against the schema of a custom resource.
 *
 * <p>A value that has not changed since it was stored is never wrong. Source: {@code
 * kube-openapi/pkg/validation/validate}, {@code apiextensions-apiserver/pkg/apiserver/validation/ratcheting.go}.
 */
final class SchemaCheck {

    private static final String TYPE = "type";
    private static final TextNode NULL = TextNode.valueOf("null");

    private SchemaCheck() {}

    /**
     * Return what is wrong with a value.
     *
     * @param old value that is stored, {@code null} where there is none
     */
    static List<FieldError> errors(JsonNode schema, JsonNode value, @Nullable JsonNode old) {
        return check(schema, "", value, old).errors();
    }

    private static SchemaResult check(JsonNode schema, String path, JsonNode value, @Nullable JsonNode old) {
        SchemaResult result = new SchemaResult();
        if (old != null && old.equals(value)) {
            return result;
        }
        List<String> types = types(schema);
        if (value.isNull()) {
            if (!types.isEmpty() && !schema.path("nullable").asBoolean()) {
                result.type(path, String.join(",", types), NULL);
            } else {
                result.match();
            }
            enumeration(schema, path, value, result);
            return result;
        }
        if (!types.isEmpty() || !format(schema, types).isEmpty()) {
            type(schema, types, path, value, result);
            result.match();
        }
        result.merge(Junctors.check(schema, path, value, SchemaCheck::check));
        result.match();
        if (value.isTextual()) {
            text(schema, path, value, result);
            String format = format(schema, types);
            if (Formats.known(format)) {
                if (!Formats.valid(format, value.textValue())) {
                    result.type(path, schema.path("format").asText(), value);
                }
                result.match();
            }
        }
        if (value.isNumber()) {
            Numbers.check(schema, types, path, value, result);
            result.match();
        }
        if (value.isArray()) {
            list(schema, path, value, old, result);
            result.match();
        }
        enumeration(schema, path, value, result);
        result.match();
        if (value.isObject()) {
            object(schema, path, value, old, result);
            result.match();
        }
        result.match();
        return result;
    }

    /** Return the types a schema allows, none where it allows all. */
    static List<String> types(JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return List.of("integer", "string");
        }
        String type = schema.path(TYPE).asText("");
        return type.isEmpty() ? List.of() : List.of(type);
    }

    /** Return the format that is enforced, empty where there is none. */
    private static String format(JsonNode schema, List<String> types) {
        String format = schema.path("format").asText("");
        String type = types.size() == 1 ? types.get(0) : "";
        return switch (type) {
            case "", "string" ->
                Formats.known(format.replace("-", "")) || format.startsWith("k8s-") ? format.replace("-", "") : "";
            case "integer" -> format.equals("int32") || format.equals("int64") ? format : "";
            case "number" -> format.equals("float") || format.equals("double") ? format : "";
            default -> "";
        };
    }

    private static void type(JsonNode schema, List<String> types, String path, JsonNode value, SchemaResult result) {
        String actual = typeOf(value);
        String format = format(schema, types);
        boolean wholeFloat = actual.equals("number")
                && types.contains("integer")
                && value.doubleValue() == Math.rint(value.doubleValue());
        boolean number = actual.equals("integer") && types.contains("number");
        boolean fits = types.contains(actual) || wholeFloat || number;
        boolean texts = value.isTextual() || value.isArray();
        if (!texts && !format.isEmpty() && !fits) {
            String shown = actual.equals("integer") ? "int64" : actual.equals("number") ? "float64" : "";
            result.type(path, schema.path("format").asText(), TextNode.valueOf(shown));
        } else if (!fits && !(texts && !format.isEmpty() && !types.contains("number") && !types.contains("integer"))) {
            result.type(path, String.join(",", types), TextNode.valueOf(actual));
        } else {
            result.match();
        }
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> value.isIntegralNumber() ? "integer" : "number";
        };
    }

    private static void text(JsonNode schema, String path, JsonNode value, SchemaResult result) {
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        JsonNode most = schema.path("maxLength");
        JsonNode least = schema.path("minLength");
        String pattern = schema.path("pattern").asText("");
        if (most.isNumber() && length > most.asLong()) {
            result.tooLong(path, most.asLong());
        } else if (least.isNumber() && length < least.asLong()) {
            result.invalid(path, value, "in body should be at least %d chars long".formatted(least.asLong()));
        } else if (!pattern.isEmpty() && !matches(pattern, text)) {
            result.invalid(path, value, "in body should match '%s'".formatted(pattern));
        } else {
            return;
        }
    }

    static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void enumeration(JsonNode schema, String path, JsonNode value, SchemaResult result) {
        JsonNode allowed = schema.path("enum");
        if (!allowed.isArray() || allowed.isEmpty()) {
            return;
        }
        for (JsonNode one : allowed) {
            boolean number = one.isNumber() && value.isNumber() && one.doubleValue() == value.doubleValue();
            if (number || (!one.isNull() && one.equals(value))) {
                return;
            }
        }
        result.unsupported(path, value, allowed);
    }

    private static void list(JsonNode schema, String path, JsonNode list, @Nullable JsonNode old, SchemaResult result) {
        JsonNode items = schema.path("items");
        if (items.isObject()) {
            Map<String, JsonNode> before = keyed(schema, old);
            for (int i = 0; i < list.size(); i++) {
                JsonNode item = list.get(i);
                result.merge(check(items, path + "[" + i + "]", item, before.get(key(schema, item))));
            }
        }
        JsonNode least = schema.path("minItems");
        JsonNode most = schema.path("maxItems");
        if (least.isNumber() && list.size() < least.asLong()) {
            LongNode size = LongNode.valueOf(list.size());
            result.invalid(path, size, "in body should have at least %d items".formatted(least.asLong()));
        }
        if (most.isNumber() && list.size() > most.asLong()) {
            result.tooMany(path, list.size(), most.asLong(), "items");
        }
        if (schema.path("uniqueItems").asBoolean() && list.size() > asSet(list).size()) {
            result.invalid(path, TextNode.valueOf(""), "in body shouldn't contain duplicates");
        }
    }

    private static List<JsonNode> asSet(JsonNode list) {
        List<JsonNode> set = new ArrayList<>();
        for (JsonNode item : list) {
            if (!set.contains(item)) {
                set.add(item);
            }
        }
        return set;
    }

    /** Return the elements that are stored by their keys; those of a list without keys cannot be told apart. */
    private static Map<String, JsonNode> keyed(JsonNode schema, @Nullable JsonNode old) {
        Map<String, JsonNode> keyed = new LinkedHashMap<>();
        if (old != null
                && old.isArray()
                && schema.path("x-kubernetes-list-type").asText().equals("map")) {
            old.forEach(item -> keyed.put(key(schema, item), item));
        }
        return keyed;
    }

    private static String key(JsonNode schema, JsonNode item) {
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys")
                .forEach(key -> keys.add(item.path(key.asText()).toString()));
        return keys.stream().collect(Collectors.joining(","));
    }

    private static void object(
            JsonNode schema, String path, JsonNode object, @Nullable JsonNode old, SchemaResult result) {
        JsonNode least = schema.path("minProperties");
        JsonNode most = schema.path("maxProperties");
        if (least.isNumber() && object.size() < least.asLong()) {
            LongNode size = LongNode.valueOf(object.size());
            result.invalid(path, size, "in body should have at least %d properties".formatted(least.asLong()));
        }
        if (most.isNumber() && object.size() > most.asLong()) {
            result.tooMany(path, object.size(), most.asLong(), "properties");
        }
        JsonNode properties = schema.path("properties");
        JsonNode additional = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (properties.has(field.getKey())) {
                continue;
            }
            if (additional.isObject()) {
                String inner = path + "." + field.getKey();
                result.merge(check(additional, inner, field.getValue(), part(old, field.getKey())));
            } else if (additional.isBoolean() && !additional.asBoolean()) {
                result.forbidden(path, field.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = property.getKey();
            JsonNode value = object.get(name);
            if (value != null) {
                String inner = path.isEmpty() ? name : path + "." + name;
                result.merge(check(property.getValue(), inner, value, part(old, name)));
            }
        }
        for (JsonNode name : schema.path("required")) {
            if (!object.has(name.asText())) {
                result.required(path + "." + name.asText());
            }
        }
    }

    private static @Nullable JsonNode part(@Nullable JsonNode old, String name) {
        return old == null ? null : old.get(name);
    }
}
