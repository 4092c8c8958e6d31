package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import dev.simarena.engine.apiserver.apply.Shape.MapShape;
import dev.simarena.engine.apiserver.apply.Shape.Scalar;
import dev.simarena.engine.model.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Check that values are of their types.
 *
 * <p>Source: {@code structured-merge-diff/typed/validate.go}.
 */
final class ShapeCheck {

    private final boolean duplicates;
    private final List<String> errors = new ArrayList<>();

    private ShapeCheck(boolean duplicates) {
        this.duplicates = duplicates;
    }

    /**
     * Check a value.
     *
     * @param duplicates whether elements of sets and associative lists may occur more than once
     * @throws ShapeException with all that is wrong
     */
    static void check(JsonNode value, Shape shape, boolean duplicates) {
        ShapeCheck check = new ShapeCheck(duplicates);
        check.visit("", value, shape);
        if (check.errors.size() == 1) {
            throw new ShapeException(check.errors.get(0));
        }
        if (!check.errors.isEmpty()) {
            throw new ShapeException("errors:\n  " + String.join("\n  ", check.errors));
        }
    }

    private void visit(String path, JsonNode value, @Nullable Shape type) {
        Shape shape = Shape.orNothing(type).of(value);
        MapShape map = shape.map();
        Scalar scalar = shape.scalar();
        ListShape list = shape.list();
        if (map != null) {
            object(path, value, map);
        } else if (scalar != null) {
            String wrong = scalarError(scalar, value);
            if (wrong != null) {
                error(path, wrong);
            }
        } else if (list != null) {
            list(path, value, list);
        } else {
            error(path, "schema error: invalid atom: inlined");
        }
    }

    private void object(String path, JsonNode value, MapShape map) {
        if (value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            error(path, "expected map, got &{" + GoText.of(value) + "}");
            return;
        }
        Shape shape = new Shape(null, null, map);
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String inner = path + "." + field.getKey();
            Shape type = shape.field(field.getKey());
            if (type == null) {
                error(inner, "field not declared in schema");
            } else {
                visit(inner, field.getValue(), type);
            }
        }
    }

    private void list(String path, JsonNode value, ListShape list) {
        if (value.isNull()) {
            return;
        }
        if (!value.isArray()) {
            error(path, "expected list, got &{" + GoText.of(value) + "}");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            PathElement element;
            if (list.atomic()) {
                element = new PathElement.Index(i);
            } else {
                try {
                    element = ListKeys.of(list, value.get(i));
                } catch (ShapeException e) {
                    error(path, "element %d: %s".formatted(i, e.reason()));
                    return;
                }
                if (!seen.add(element.written()) && !duplicates) {
                    error(path, "duplicate entries for key " + element);
                }
            }
            visit(path + element, value.get(i), list.element().get());
        }
    }

    /** Return what is wrong with a value that is to be a scalar, {@code null} where nothing is. */
    static @Nullable String scalarError(Scalar scalar, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (scalar) {
            case NUMBER -> value.isNumber() ? null : "expected numeric (int or float), got " + type(value);
            case TEXT ->
                value.isTextual() ? null : "expected string, got &value.valueUnstructured{Value:" + go(value) + "}";
            case TRUTH -> value.isBoolean() ? null : "expected boolean, got &{" + GoText.of(value) + "}";
            case ANY -> value.isValueNode() ? null : "expected any scalar, got &{" + GoText.of(value) + "}";
        };
    }

    private void error(String path, String message) {
        errors.add(path.isEmpty() ? message : path + ": " + message);
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "[]interface {}";
            case OBJECT -> "map[string]interface {}";
            default -> value.isIntegralNumber() ? "int64" : "float64";
        };
    }

    /** Write a value as Go's %#v. */
    private static String go(JsonNode value) {
        if (value.isObject()) {
            List<String> fields = new ArrayList<>();
            value.properties().forEach(field -> fields.add('"' + field.getKey() + "\":" + go(field.getValue())));
            fields.sort(null);
            return "map[string]interface {}{" + String.join(", ", fields) + "}";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(go(item)));
            return "[]interface {}{" + String.join(", ", items) + "}";
        }
        return value.isNull() ? "interface {}(nil)" : value.toString();
    }
}
