package dev.simarena.engine.apiserver.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * Check bounds, factors and formats of numbers.
 *
 * <p>Source: {@code kube-openapi/pkg/validation/validate/values.go}.
 */
final class Numbers {

    private Numbers() {}

    static void check(JsonNode schema, List<String> types, String path, JsonNode value, SchemaResult result) {
        range(schema, types, path, value, result);
        JsonNode factor = schema.path("multipleOf");
        if (factor.isNumber() && value.isIntegralNumber() && (long) factor.doubleValue() == 0) {
            result.factor(path);
        } else if (factor.isNumber() && !multiple(value, factor)) {
            result.invalid(path, value, "in body should be a multiple of " + shown(value, factor));
        }
        JsonNode most = schema.path("maximum");
        if (most.isNumber()) {
            boolean exclusive = schema.path("exclusiveMaximum").asBoolean();
            int order = compare(value, most);
            if (order > 0 || (exclusive && order == 0)) {
                String words = exclusive ? "less than " : "less than or equal to ";
                result.invalid(path, value, "in body should be " + words + shown(value, most));
            }
        }
        JsonNode least = schema.path("minimum");
        if (least.isNumber()) {
            boolean exclusive = schema.path("exclusiveMinimum").asBoolean();
            int order = compare(value, least);
            if (order < 0 || (exclusive && order == 0)) {
                String words = exclusive ? "greater than " : "greater than or equal to ";
                result.invalid(path, value, "in body should be " + words + shown(value, least));
            }
        }
    }

    private static void range(JsonNode schema, List<String> types, String path, JsonNode value, SchemaResult result) {
        String format = schema.path("format").asText("");
        boolean fits = true;
        if (types.equals(List.of("integer"))) {
            boolean whole = value.isIntegralNumber() || value.doubleValue() == Math.rint(value.doubleValue());
            fits = whole && (format.equals("int32") ? value.canConvertToInt() : value.canConvertToLong());
        } else if (types.equals(List.of("number")) && format.equals("float")) {
            fits = Math.abs(value.doubleValue()) <= Float.MAX_VALUE;
        }
        if (!fits) {
            String shown = format.isEmpty() ? "(default format)" : "with format " + format;
            result.whole("Checked value must be of type %s %s in %s".formatted(types.get(0), shown, path));
        }
    }

    /** Whole numbers are compared with the whole part of a bound, as there. */
    private static int compare(JsonNode value, JsonNode bound) {
        return value.isIntegralNumber()
                ? Long.compare(value.longValue(), (long) bound.doubleValue())
                : Double.compare(value.doubleValue(), bound.doubleValue());
    }

    private static boolean multiple(JsonNode value, JsonNode factor) {
        if (value.isIntegralNumber() && (long) factor.doubleValue() != 0) {
            return value.longValue() % (long) factor.doubleValue() == 0;
        }
        double by = factor.doubleValue();
        double times = by < 1 ? 1 / by * value.doubleValue() : value.doubleValue() / by;
        return Math.abs(times - Math.rint(times)) < 1e-9;
    }

    /** Write a bound as Go does: whole where the value is whole, else as short as possible. */
    private static String shown(JsonNode value, JsonNode bound) {
        if (value.isIntegralNumber()) {
            return String.valueOf((long) bound.doubleValue());
        }
        return plain(bound.doubleValue());
    }

    private static String plain(double number) {
        BigDecimal exact = new BigDecimal(String.valueOf(number)).stripTrailingZeros();
        return exact.toPlainString();
    }
}
