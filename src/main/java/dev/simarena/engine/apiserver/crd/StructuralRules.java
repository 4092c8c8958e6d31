package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Check that a schema is structural: that it gives every value a type, and that conditions only narrow it.
 *
 * <p>Source: {@code apiextensions-apiserver/pkg/apiserver/schema/validation.go}.
 */
final class StructuralRules {

    private static final Set<String> TYPES = Set.of("", "array", "boolean", "integer", "number", "object", "string");
    private static final List<String> LISTS = List.of("atomic", "set", "map");
    private static final List<String> MAPS = List.of("atomic", "granular");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FieldErrors errors = new FieldErrors();

    private StructuralRules() {}

    /** Return what is wrong with a schema, sorted by path. */
    static List<FieldError> errors(JsonNode schema, String path) {
        StructuralRules rules = new StructuralRules();
        rules.check(schema, path, "root");
        if (rules.errors.list().isEmpty()) {
            DefaultRules.check(schema, path, rules.errors);
        }
        return rules.errors.list().stream()
                .sorted(Comparator.comparing(FieldError::toString))
                .toList();
    }

    private void check(JsonNode schema, String path, String level) {
        String type = schema.path("type").asText("");
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        boolean either = schema.path("x-kubernetes-int-or-string").asBoolean();
        boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean();
        boolean root = level.equals("root");
        if (!TYPES.contains(type)) {
            errors.unsupported(
                    path + ".type", type, List.of("array", "boolean", "integer", "number", "object", "string"));
        }
        forbidden(schema, path);
        if (schema.path("items").isArray()) {
            errors.forbidden(path + ".items", "items must be a schema object and not an array");
        } else if (type.equals("array") && !schema.path("items").isObject()) {
            errors.required(path + ".items", "must be specified");
        }
        if (schema.path("additionalProperties").isObject() && root) {
            errors.forbidden(path + ".additionalProperties", "must not be used at the root");
        }
        if (embedded && !type.equals("object")) {
            String why = "must be object if x-kubernetes-embedded-resource is true";
            if (type.isEmpty()) {
                errors.required(path + ".type", why);
            } else {
                errors.invalid(path + ".type", type, why);
            }
        } else if (type.isEmpty() && !either && !open) {
            errors.required(
                    path + ".type",
                    switch (level) {
                        case "root" -> "must not be empty at the root";
                        case "item" -> "must not be empty for specified array items";
                        default -> "must not be empty for specified object fields";
                    });
        }
        if (root && !type.isEmpty() && !type.equals("object")) {
            errors.invalid(path + ".type", type, "must be object at the root");
        }
        if (embedded && !open && schema.path("properties").isEmpty()) {
            errors.required(
                    path + ".properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields");
        }
        pattern(schema, path);
        lists(schema, path);
        maps(schema, path);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String inner = path + ".properties[" + property.getKey() + "]";
            if (root && property.getKey().equals("metadata")) {
                metadata(property.getValue(), inner);
            } else {
                check(property.getValue(), inner, "field");
            }
        }
        if (schema.path("items").isObject()) {
            check(schema.path("items"), path + ".items", "item");
        }
        if (schema.path("additionalProperties").isObject()) {
            check(schema.path("additionalProperties"), path + ".additionalProperties", "field");
        }
        for (String junctor : List.of("allOf", "anyOf", "oneOf")) {
            if (either && !junctor.equals("oneOf")) {
                continue;
            }
            JsonNode parts = schema.path(junctor);
            for (int i = 0; i < parts.size(); i++) {
                nested(parts.get(i), path + "." + junctor + "[" + i + "]");
            }
        }
        if (schema.path("not").isObject()) {
            nested(schema.path("not"), path + ".not");
        }
    }

    private void metadata(JsonNode schema, String path) {
        if (!schema.path("type").asText("").equals("object")) {
            errors.invalid(path + ".type", schema.path("type").asText(""), "must be object");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!Set.of("name", "generateName").contains(property.getKey())) {
                errors.forbidden(
                        path,
                        "must not specify anything other than name and generateName, but metadata is implicitly"
                                + " specified");
                return;
            }
        }
    }

    /** Refuse what OpenAPI knows but no schema of a definition may say. */
    private void forbidden(JsonNode schema, String path) {
        if (schema.path("uniqueItems").asBoolean()) {
            errors.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        if (schema.has("$ref")) {
            errors.forbidden(path + ".$ref", "$ref is not supported");
        }
        if (!schema.path("properties").isEmpty()
                && schema.path("additionalProperties").isObject()) {
            errors.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive");
        }
        JsonNode open = schema.path("x-kubernetes-preserve-unknown-fields");
        if (open.isBoolean() && !open.asBoolean()) {
            errors.invalid(path + ".x-kubernetes-preserve-unknown-fields", open, "must be true or undefined");
        }
    }

    private void maps(JsonNode schema, String path) {
        String sort = schema.path("x-kubernetes-map-type").asText("");
        if (sort.isEmpty()) {
            return;
        }
        if (!MAPS.contains(sort)) {
            errors.unsupported(path + ".x-kubernetes-map-type", sort, MAPS);
        }
        String type = schema.path("type").asText("");
        if (!type.equals("object")) {
            String why = "must be object if x-kubernetes-map-type is specified";
            if (type.isEmpty()) {
                errors.required(path + ".type", why);
            } else {
                errors.invalid(path + ".type", type, why);
            }
        }
    }

    private void pattern(JsonNode schema, String path) {
        String pattern = schema.path("pattern").asText("");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            errors.invalid(
                    path + ".pattern", pattern, "must be a valid regular expression, but isn't: " + e.getDescription());
        }
    }

    private void lists(JsonNode schema, String path) {
        String sort = schema.path("x-kubernetes-list-type").asText("");
        if (sort.isEmpty()) {
            return;
        }
        if (!LISTS.contains(sort)) {
            errors.unsupported(path + ".x-kubernetes-list-type", sort, LISTS);
        }
        if (!schema.path("type").asText("").equals("array")) {
            if (schema.path("type").asText("").isEmpty()) {
                errors.required(path + ".type", "must be array if x-kubernetes-list-type is specified");
            } else {
                errors.invalid(
                        path + ".type",
                        schema.path("type").asText(),
                        "must be array if x-kubernetes-list-type is specified");
            }
        }
        JsonNode keys = schema.path("x-kubernetes-list-map-keys");
        if (sort.equals("map") && keys.isEmpty()) {
            errors.required(path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
        }
        JsonNode items = schema.path("items");
        if (sort.equals("set")) {
            elements(items, path + ".items");
        }
        Set<JsonNode> different = new LinkedHashSet<>();
        keys.forEach(different::add);
        if (different.size() < keys.size()) {
            errors.invalid(path + ".x-kubernetes-list-map-keys", keys, "must not contain duplicate entries");
        }
        for (JsonNode key : keys) {
            if (!items.path("properties").has(key.asText())) {
                errors.invalid(
                        path + ".x-kubernetes-list-map-keys", keys, "entries must all be names of item properties");
                return;
            }
            boolean required = false;
            for (JsonNode name : items.path("required")) {
                required |= name.equals(key);
            }
            if (!required && !items.path("properties").path(key.asText()).has("default")) {
                errors.required(
                        path + ".items.properties[" + key.asText() + "].default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property");
            }
        }
    }

    /** The elements of a set are compared as a whole. */
    private void elements(JsonNode items, String path) {
        String type = items.path("type").asText("");
        String rule = "must be atomic as item of a list with x-kubernetes-list-type=set";
        if (type.equals("object")
                && !items.path("x-kubernetes-map-type").asText("").equals("atomic")) {
            errors.invalid(path + ".x-kubernetes-map-type", JSON.nullNode(), rule);
        }
        String list = items.path("x-kubernetes-list-type").asText("");
        if (type.equals("array") && !list.isEmpty() && !list.equals("atomic")) {
            errors.invalid(path + ".x-kubernetes-list-type", list, rule);
        }
    }

    /** A condition may not say what is said of the value itself. */
    private void nested(JsonNode schema, String path) {
        pattern(schema, path);
        for (String text : List.of("type", "title", "description")) {
            if (!schema.path(text).asText("").isEmpty()) {
                errors.forbidden(path + "." + text, "must be empty to be structural");
            }
        }
        if (schema.has("additionalProperties")) {
            errors.forbidden(path + ".additionalProperties", "must be undefined to be structural");
        }
        if (schema.has("default")) {
            errors.forbidden(path + ".default", "must be undefined to be structural");
        }
        if (schema.path("nullable").asBoolean()) {
            errors.forbidden(path + ".nullable", "must be false to be structural");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            nested(property.getValue(), path + ".properties[" + property.getKey() + "]");
        }
        if (schema.path("items").isObject()) {
            nested(schema.path("items"), path + ".items");
        }
        for (String junctor : List.of("allOf", "anyOf", "oneOf")) {
            JsonNode parts = schema.path(junctor);
            for (int i = 0; i < parts.size(); i++) {
                nested(parts.get(i), path + "." + junctor + "[" + i + "]");
            }
        }
        if (schema.path("not").isObject()) {
            nested(schema.path("not"), path + ".not");
        }
    }
}
