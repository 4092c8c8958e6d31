package dev.simarena.engine.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.util.Locale;
import java.util.Map;

/**
 * Say which value of an object is of the wrong type, in the words of Go, whose {@code encoding/json} decodes objects on a real
 * server.
 */
public final class TypeErrors {

    /** Go's names for structures whose fields are written among those of another; they show up in paths. */
    private static final Map<String, String> EMBEDDED = Map.of(
            "EphemeralContainer", "EphemeralContainerCommon",
            "IngressRule", "IngressRuleValue",
            "PersistentVolumeSpec", "PersistentVolumeSource",
            "Probe", "ProbeHandler",
            "Volume", "VolumeSource");

    /** Units of quantities that come up often. */
    private static final String UNITS = "mkMGTPEK";

    private TypeErrors() {}

    /** Return what Go says of the first value that is of the wrong type, empty where there is none. */
    public static String of(JsonNode object, Schema schema, Gvk gvk) {
        return of(object, schema, gvk.kind(), "", "");
    }

    /** Return what Go calls the type of a value. */
    public static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Tell whether a value alone, without what it holds, is of a type; nothing is of every type. */
    static boolean fits(JsonNode value, Schema schema) {
        if (value.isNull() || value.isMissingNode()) {
            return true;
        }
        return switch (schema.type()) {
            case OBJECT, MAP -> value.isObject();
            case LIST -> value.isArray();
            case STRING -> value.isTextual();
            case BYTES ->
                value.isBinary()
                        || (value.isTextual()
                                && Base64Errors.of(value.textValue()).isEmpty());
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> whole(value, schema.format().equals("int32"));
            case NUMBER -> value.isNumber();
            case INT_OR_STRING -> value.isTextual() || whole(value, true);
            case QUANTITY -> value.isNumber() || (value.isTextual() && isQuantity(value));
            case TIME ->
                value.isTextual()
                        && GoTimes.error(value.textValue(), !schema.format().isEmpty())
                                .isEmpty();
            case ANY -> true;
        };
    }

    /** Most quantities are digits and a unit of one or two letters; the others are parsed to see. */
    private static boolean isQuantity(JsonNode value) {
        String text = value.textValue();
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        boolean plain = i > 0
                && (i == text.length() || UNITS.indexOf(text.charAt(i)) >= 0)
                && (i + 1 >= text.length() || (i + 2 == text.length() && text.charAt(i + 1) == 'i'));
        return (plain && !text.endsWith("mi")) || quantityError(value).isEmpty();
    }

    private static String quantityError(JsonNode value) {
        try {
            Quantity.of(value);
            return "";
        } catch (InvalidQuantityException e) {
            return e.apiMessage();
        }
    }

    private static boolean whole(JsonNode value, boolean narrow) {
        return value.isIntegralNumber() && (narrow ? value.canConvertToInt() : value.canConvertToLong());
    }

    /** Return what is wrong with a quantity or the text of a time, empty where nothing is. */
    static String wrong(JsonNode value, Schema schema) {
        return fits(value, schema) ? "" : wrong(value, schema, "", "", "");
    }

    private static String of(JsonNode value, Schema schema, String struct, String path, String named) {
        if (!fits(value, schema)) {
            return wrong(value, schema, struct, path, named);
        }
        return switch (schema.type()) {
            case OBJECT -> fields(value, schema, path);
            case MAP, LIST -> elements(value, schema, struct, path, named);
            default -> "";
        };
    }

    private static String fields(JsonNode object, Schema schema, String path) {
        String struct = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Field field = schema.field(entry.getKey());
            if (field != null) {
                String outer = path.isEmpty() ? "" : path + ".";
                String embedded = field.within() == 0 ? null : EMBEDDED.get(struct);
                String inner = outer + (embedded == null ? "" : embedded + ".") + entry.getKey();
                String type = GoTypes.of(schema.name(), entry.getKey());
                String wrong = of(entry.getValue(), field.schema(), struct, inner, type);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        return "";
    }

    private static String elements(JsonNode values, Schema schema, String struct, String path, String named) {
        for (JsonNode value : values) {
            String element = named.startsWith("[]") ? named.substring(2) : "";
            String wrong = of(value, schema.element(), struct, path, element);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String wrong(JsonNode value, Schema schema, String struct, String path, String named) {
        if (schema.type() == ValueType.QUANTITY) {
            return quantityError(value);
        }
        if (schema.type() == ValueType.TIME && value.isTextual()) {
            return GoTimes.error(value.textValue(), !schema.format().isEmpty());
        }
        if (schema.type() == ValueType.BYTES && value.isTextual()) {
            return Base64Errors.of(value.textValue());
        }
        String type = named.isEmpty() ? goType(schema) : named;
        String shown = value.isNumber() && type.startsWith("int") ? "number " + value.asText() : found(value);
        return "json: cannot unmarshal %s into Go struct field %s.%s of type %s".formatted(shown, struct, path, type);
    }

    private static String goType(Schema schema) {
        return switch (schema.type()) {
            case OBJECT -> {
                String name = schema.name();
                int dot = name.lastIndexOf('.');
                yield dot < 0 ? name : name.substring(name.lastIndexOf('.', dot - 1) + 1);
            }
            case MAP ->
                schema.element().type() == ValueType.QUANTITY
                        ? "v1.ResourceList"
                        : "map[string]" + goType(schema.element());
            case LIST -> "[]" + goType(schema.element());
            case BOOLEAN -> "bool";
            case INTEGER -> schema.format().isEmpty() ? "int64" : schema.format();
            case INT_OR_STRING -> "int32";
            case BYTES -> "[]uint8";
            case NUMBER -> "float64";
            default -> "string";
        };
    }
}
