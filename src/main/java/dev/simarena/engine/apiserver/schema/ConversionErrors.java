package dev.simarena.engine.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.GoText;
import java.util.Map;

/**
 * Say which value of an object that a strategic merge patch left is of the wrong type: there the API server converts values
 * one by one and tells neither their place nor what they are.
 *
 * <p>Source: {@code apimachinery/pkg/runtime/converter.go}.
 */
public final class ConversionErrors {

    private ConversionErrors() {}

    /** Return what is said of the first value that is of the wrong type, empty where there is none. */
    public static String of(JsonNode value, Schema schema) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        String found = GoText.type(value);
        String kind = found.startsWith("map") ? "map" : found.startsWith("[]") ? "slice" : found;
        return switch (schema.type()) {
            case OBJECT -> value.isObject() ? fields(value, schema) : "cannot restore struct from: " + kind;
            case MAP -> value.isObject() ? elements(value, schema) : "cannot restore map from " + kind;
            case LIST -> value.isArray() ? elements(value, schema) : "cannot restore slice from " + kind;
            case BYTES ->
                value.isTextual()
                        ? prefixed("error decoding from json: ", Base64Errors.of(value.textValue()))
                        : value.isArray() ? "" : "cannot restore slice from " + kind;
            case STRING -> simple(found, "string", value.isTextual(), value.isIntegralNumber());
            case BOOLEAN -> simple(found, "bool", value.isBoolean(), false);
            case INTEGER -> {
                String type = schema.format().isEmpty() ? "int64" : schema.format();
                boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
                yield simple(found, type, whole, value.isNumber());
            }
            case NUMBER -> simple(found, "float64", value.isNumber(), false);
            case INT_OR_STRING -> value.isTextual() || value.isIntegralNumber() ? "" : unmarshalled(value, "int32");
            case TIME -> value.isTextual() ? TypeErrors.wrong(value, schema) : unmarshalled(value, "string");
            case QUANTITY -> TypeErrors.wrong(value, schema);
            case ANY -> "";
        };
    }

    private static String prefixed(String prefix, String error) {
        return error.isEmpty() ? "" : prefix + error;
    }

    private static String simple(String found, String type, boolean fits, boolean convertible) {
        if (fits) {
            return "";
        }
        return convertible ? "cannot convert %s to %s".formatted(found, type) : "unrecognized type: " + type;
    }

    private static String unmarshalled(JsonNode value, String type) {
        String found = TypeErrors.found(value);
        return "json: cannot unmarshal %s into Go value of type %s"
                .formatted(value.isNumber() && type.startsWith("int") ? found + " " + value.asText() : found, type);
    }

    private static String fields(JsonNode object, Schema schema) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Field field = schema.field(entry.getKey());
            String wrong = field == null ? "" : of(entry.getValue(), field.schema());
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String elements(JsonNode values, Schema schema) {
        for (JsonNode value : values) {
            String wrong = of(value, schema.element());
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }
}
