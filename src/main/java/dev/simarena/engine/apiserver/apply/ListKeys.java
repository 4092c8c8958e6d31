package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.apiserver.apply.Shape.FieldShape;
import dev.simarena.engine.apiserver.apply.Shape.ListShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tell the elements of lists apart, by their keys or by their values. */
final class ListKeys {

    private ListKeys() {}

    /**
     * Return the step that leads to an element.
     *
     * @throws ShapeException where the element cannot be told apart
     */
    static PathElement of(ListShape list, JsonNode element) {
        return list.keys().isEmpty() ? inSet(element) : byKeys(list, element);
    }

    /** Return all elements by the steps that lead to them, in the order in which those first occur. */
    static Map<PathElement, List<JsonNode>> index(ListShape list, @Nullable JsonNode elements) {
        Map<PathElement, List<JsonNode>> index = new LinkedHashMap<>();
        if (elements != null) {
            for (JsonNode element : elements) {
                index.computeIfAbsent(of(list, element), __ -> new ArrayList<>(1))
                        .add(element);
            }
        }
        return index;
    }

    private static PathElement byKeys(ListShape list, JsonNode element) {
        if (element.isNull()) {
            throw new ShapeException("associative list with keys may not have a null element");
        }
        if (!element.isObject()) {
            throw new ShapeException("associative list with keys may not have non-map elements");
        }
        SortedMap<String, JsonNode> keys = new TreeMap<>();
        for (String name : list.keys()) {
            JsonNode value = element.get(name);
            if (value == null) {
                value = preset(list, name);
            }
            if (value != null) {
                keys.put(name, value);
            }
        }
        if (keys.isEmpty()) {
            throw new ShapeException(("associative list with keys has an element that omits all key fields %s (and"
                            + " doesn't have default values for any key fields)")
                    .formatted(list.keys().stream()
                            .map(key -> '"' + key + '"')
                            .collect(Collectors.joining(" ", "[", "]"))));
        }
        return new PathElement.Keys(keys);
    }

    private static @Nullable JsonNode preset(ListShape list, String name) {
        Shape.MapShape map = list.element().get().map();
        if (map == null) {
            throw new ShapeException(
                    "couldn't find default value for %s: associative list may not have non-map types".formatted(name));
        }
        FieldShape field = map.fields().get(name);
        return field == null ? null : field.preset();
    }

    private static PathElement inSet(JsonNode element) {
        if (element.isObject()) {
            throw new ShapeException("associative list without keys has an element that's a map type");
        }
        if (element.isArray()) {
            throw new ShapeException("not supported: associative list with lists as elements");
        }
        if (element.isNull()) {
            throw new ShapeException("associative list without keys has an element that's an explicit null");
        }
        return new PathElement.Value(element);
    }
}
