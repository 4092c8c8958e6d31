package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Name one step of the way to a field: a field of an object, an element of a list by its keys or by its value, or an
 * element by its position.
 *
 * <p>Source: {@code structured-merge-diff/fieldpath}.
 */
sealed interface PathElement extends Comparable<PathElement> {

    ObjectMapper JSON = new ObjectMapper();

    /** A field of an object. */
    record Field(String name) implements PathElement {

        @Override
        public String written() {
            return "f:" + name;
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    /** An element of a list, by the values of its key fields. */
    record Keys(SortedMap<String, JsonNode> keys) implements PathElement {

        public Keys {
            keys.replaceAll((name, value) -> plain(value));
        }

        @Override
        public String written() {
            return "k:"
                    + keys.entrySet().stream()
                            .map(key -> TextNode.valueOf(key.getKey()) + ":" + key.getValue())
                            .collect(Collectors.joining(",", "{", "}"));
        }

        @Override
        public String toString() {
            return keys.entrySet().stream()
                    .map(key -> key.getKey() + "=" + Values.show(key.getValue()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** An element of a set. */
    record Value(JsonNode value) implements PathElement {

        public Value {
            value = plain(value);
        }

        @Override
        public String written() {
            return "v:" + value;
        }

        @Override
        public String toString() {
            return "[=" + Values.show(value) + "]";
        }
    }

    /** An element by its position. */
    record Index(int index) implements PathElement {

        @Override
        public String written() {
            return "i:" + index;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** Return the element as it is written in managed fields. */
    String written();

    static PathElement field(String name) {
        return new Field(name);
    }

    /**
     * Read an element as it is written in managed fields.
     *
     * @return {@code null} for elements of an unknown type
     * @throws IllegalArgumentException where it is not well formed
     */
    static @Nullable PathElement read(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("missing colon: " + text);
        }
        String rest = text.substring(2);
        try {
            return switch (text.charAt(0)) {
                case 'f' -> new Field(rest);
                case 'v' -> new Value(JSON.readTree(rest));
                case 'i' -> new Index(Integer.parseInt(rest));
                case 'k' -> {
                    SortedMap<String, JsonNode> keys = new TreeMap<>();
                    JSON.readTree(rest).properties().forEach(key -> keys.put(key.getKey(), key.getValue()));
                    yield new Keys(keys);
                }
                default -> null;
            };
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @Override
    default int compareTo(PathElement other) {
        if (this instanceof Field mine && other instanceof Field its) {
            return mine.name().compareTo(its.name());
        }
        if (this instanceof Keys mine && other instanceof Keys its) {
            return compareKeys(mine.keys(), its.keys());
        }
        if (this instanceof Value mine && other instanceof Value its) {
            return Values.compare(mine.value(), its.value());
        }
        if (this instanceof Index mine && other instanceof Index its) {
            return Integer.compare(mine.index(), its.index());
        }
        return Integer.compare(rank(this), rank(other));
    }

    /** Return whole numbers in one representation, so that equal ones are equal. */
    private static JsonNode plain(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? LongNode.valueOf(value.longValue()) : value;
    }

    private static int rank(PathElement element) {
        return element instanceof Field ? 0 : element instanceof Keys ? 1 : element instanceof Value ? 2 : 3;
    }

    private static int compareKeys(SortedMap<String, JsonNode> left, SortedMap<String, JsonNode> right) {
        Iterator<Map.Entry<String, JsonNode>> others = right.entrySet().iterator();
        for (Map.Entry<String, JsonNode> mine : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, JsonNode> its = others.next();
            int order = mine.getKey().compareTo(its.getKey());
            if (order == 0) {
                order = Values.compare(mine.getValue(), its.getValue());
            }
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }
}
