package dev.simarena.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Treat values as Go's templates do. */
final class Values {

    private Values() {}

    /** Return scalars of JSON as plain values; arrays and objects stay as they are. */
    static @Nullable Object unwrap(@Nullable JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isNumber() ? new JsonNumber(json.asText()) : json;
    }

    /** Tell whether a value counts as true: anything but nothing, false, 0, and what is empty. */
    static boolean truth(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof JsonNode json) {
            return !json.isEmpty();
        }
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return !value.toString().isEmpty();
    }

    /** Follow fields; what is missing is {@code null}, also further down. */
    static @Nullable Object path(@Nullable Object start, List<String> fields) {
        Object value = start;
        for (String field : fields) {
            if (value == null) {
                return null;
            }
            if (!(value instanceof ObjectNode) && !(value instanceof Map)) {
                throw new TemplateException("field [%s] is asked of [%s], which has no fields. Ask an object."
                        .formatted(field, text(value)));
            }
            value = field(value, field);
        }
        return value;
    }

    static @Nullable Object field(Object object, String key) {
        return object instanceof ObjectNode json ? unwrap(json.get(key)) : ((Map<?, ?>) object).get(key);
    }

    /** Return keys and values to range over: lists in their order, objects sorted by key, numbers counted up to. */
    static List<Map.Entry<Object, @Nullable Object>> elements(@Nullable Object values) {
        List<Map.Entry<Object, @Nullable Object>> elements = new ArrayList<>();
        if (values instanceof ArrayNode || values instanceof Collection) {
            for (Object value : list(values)) {
                elements.add(new SimpleImmutableEntry<>((long) elements.size(), value));
            }
        } else if (values instanceof ObjectNode || values instanceof Map) {
            sorted(values).forEach((key, value) -> elements.add(new SimpleImmutableEntry<>(key, value)));
        } else if (values instanceof Long number) {
            for (long i = 0; i < number; i++) {
                elements.add(new SimpleImmutableEntry<>(i, i));
            }
        } else if (values != null) {
            throw new TemplateException(
                    "[%s] cannot be ranged over. Give a list, an object or a number.".formatted(text(values)));
        }
        return elements;
    }

    /**
     * Return the elements of a list.
     *
     * @throws TemplateException for what is no list
     */
    static List<@Nullable Object> list(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            list.addAll(collection);
        } else if (value instanceof ArrayNode array) {
            array.forEach(element -> list.add(unwrap(element)));
        } else {
            throw new TemplateException("[%s] is no list. Give one.".formatted(text(value)));
        }
        return list;
    }

    /**
     * Return the fields of an object, sorted.
     *
     * @throws TemplateException for what is no object
     */
    static Map<String, @Nullable Object> sorted(@Nullable Object value) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> sorted.put(String.valueOf(key), field));
        } else if (value instanceof ObjectNode json) {
            json.properties().forEach(field -> sorted.put(field.getKey(), unwrap(field.getValue())));
        } else {
            throw new TemplateException("[%s] is no object. Give one.".formatted(text(value)));
        }
        return sorted;
    }

    /** Write a value as Go does. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "<no value>";
        }
        if (value instanceof Double number) {
            return number(number);
        }
        StringBuilder text = new StringBuilder();
        if (value instanceof ArrayNode || value instanceof Collection) {
            for (Object element : list(value)) {
                text.append(text.isEmpty() ? "[" : " ").append(inner(element));
            }
            return text.isEmpty() ? "[]" : text.append(']').toString();
        }
        if (value instanceof ObjectNode || value instanceof Map) {
            sorted(value)
                    .forEach((key, field) -> text.append(text.isEmpty() ? "map[" : " ")
                            .append(key)
                            .append(':')
                            .append(inner(field)));
            return text.isEmpty() ? "map[]" : text.append(']').toString();
        }
        return value.toString();
    }

    private static String inner(@Nullable Object value) {
        return value == null ? "<nil>" : text(value);
    }

    private static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e21) {
            return "%.0f".formatted(number);
        }
        return String.valueOf(number).replace("E-", "e-").replace("E", "e+");
    }

    /**
     * Return a whole number.
     *
     * @throws TemplateException for what is none
     */
    static long whole(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new TemplateException("[%s] is no whole number. Give one.".formatted(text(value)));
        }
    }
}
