package dev.simarena.engine.apiserver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.schema.BuiltInSchemas;
import dev.simarena.engine.apiserver.schema.Field;
import dev.simarena.engine.apiserver.schema.Schema;
import dev.simarena.engine.apiserver.schema.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Write the schemas of built-in types as OpenAPI 3.0 has them, with Kubernetes' extensions. */
final class OpenApiTypes {

    static final String REFERENCE = "#/components/schemas/";

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private static final Map<String, String> TIMES = Map.of("", META + "Time", "micro-time", META + "MicroTime");

    private OpenApiTypes() {}

    /** Return the schema of a type, {@code null} for an unknown one. */
    static @Nullable ObjectNode of(String name) {
        Schema schema = BuiltInSchemas.named(name);
        if (schema == null) {
            ObjectNode plain = plain(name);
            String description = BuiltInSchemas.describe(name);
            return plain == null || description.isEmpty()
                    ? plain
                    : node().put("description", description).setAll(plain);
        }
        ObjectNode type = node();
        String description = BuiltInSchemas.describe(name);
        if (!description.isEmpty()) {
            type.put("description", description);
        }
        type.put("type", "object");
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Field field : schema.fields().values()) {
            properties.set(field.name(), property(name, field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!properties.isEmpty()) {
            type.set("properties", properties);
        }
        if (!required.isEmpty()) {
            type.set("required", required);
        }
        if (schema.isAtomic()) {
            type.put("x-kubernetes-map-type", "atomic");
        }
        return type;
    }

    private static ObjectNode property(String owner, Field field) {
        List<String> allowed = AllowedValues.of(owner, field.name());
        String description = BuiltInSchemas.describe(owner, field.name()) + AllowedValues.described(allowed);
        ObjectNode value = value(field.schema());
        ObjectNode property = node();
        if (!description.isEmpty()) {
            property.put("description", description);
        }
        if (value.has("$ref") && !description.isEmpty()) {
            property.putArray("allOf").add(value);
        } else {
            property.setAll(value);
        }
        if (field.defaultValue() != null) {
            property.set("default", field.defaultValue());
        }
        if (!allowed.isEmpty()) {
            ObjectNode limited =
                    field.schema().type() == ValueType.LIST ? (ObjectNode) property.get("items") : property;
            allowed.forEach(limited.withArray("/enum")::add);
        }
        if (!field.patchStrategies().isEmpty()) {
            property.put(
                    "x-kubernetes-patch-strategy",
                    String.join(",", field.patchStrategies().stream().sorted().toList()));
        }
        if (field.mergeKey() != null) {
            property.put("x-kubernetes-patch-merge-key", field.mergeKey());
        }
        return property;
    }

    private static ObjectNode value(Schema schema) {
        ObjectNode value = node();
        switch (schema.type()) {
            case STRING -> value.put("type", "string");
            case BYTES -> value.put("type", "string").put("format", "byte");
            case BOOLEAN -> value.put("type", "boolean");
            case INTEGER -> value.put("type", "integer").put("format", schema.format());
            case NUMBER -> value.put("type", "number").put("format", schema.format());
            case QUANTITY -> value.put("$ref", REFERENCE + QUANTITY);
            case INT_OR_STRING -> value.put("$ref", REFERENCE + INT_OR_STRING);
            case TIME -> value.put("$ref", REFERENCE + TIMES.get(schema.format()));
            case OBJECT, ANY -> value.put("$ref", REFERENCE + schema.name());
            case MAP -> {
                value.put("type", "object").set("additionalProperties", value(schema.element()));
                if (schema.isAtomic()) {
                    value.put("x-kubernetes-map-type", "atomic");
                }
            }
            case LIST -> {
                value.put("type", "array").set("items", value(schema.element()));
                value.put("x-kubernetes-list-type", schema.listType().name().toLowerCase(Locale.ROOT));
                if (!schema.keys().isEmpty()) {
                    schema.keys().forEach(value.putArray("x-kubernetes-list-map-keys")::add);
                }
            }
        }
        return value;
    }

    /** Return the schema of a type that is written as one value, or in several forms. */
    private static @Nullable ObjectNode plain(String name) {
        ObjectNode type = node();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        switch (simple) {
            case "Quantity" -> {
                ArrayNode either = type.putArray("oneOf");
                either.addObject().put("type", "string");
                either.addObject().put("type", "number");
            }
            case "IntOrString" -> {
                type.put("format", "int-or-string");
                ArrayNode either = type.putArray("oneOf");
                either.addObject().put("type", "integer");
                either.addObject().put("type", "string");
            }
            case "Time", "MicroTime" -> type.put("format", "date-time").put("type", "string");
            case "RawExtension", "FieldsV1", "Patch", "CustomResourceSubresourceStatus" -> type.put("type", "object");
            case "JSON", "JSONSchemaPropsOrArray", "JSONSchemaPropsOrBool", "JSONSchemaPropsOrStringArray" ->
                type.removeAll();
            default -> {
                return null;
            }
        }
        return type;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Return the name a reference leads to, empty for another node. */
    static String target(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : "";
    }
}
