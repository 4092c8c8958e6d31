package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compare JSON values as server-side apply does: numbers by what they say, objects whatever the order of their fields.
 *
 * <p>Source: {@code structured-merge-diff/value}.
 */
final class Values {

    private Values() {}

    static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) == 0;
        }
        if (left.getNodeType() != right.getNodeType() || left.size() != right.size()) {
            return false;
        }
        if (left.isObject()) {
            for (Map.Entry<String, JsonNode> field : left.properties()) {
                JsonNode other = right.get(field.getKey());
                if (other == null || !equal(field.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (left.isArray()) {
            for (int i = 0; i < left.size(); i++) {
                if (!equal(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return left.equals(right);
    }

    /** Order numbers before texts, truth values, lists, objects and null. */
    static int compare(JsonNode left, JsonNode right) {
        int rank = Integer.compare(rank(left), rank(right));
        if (rank != 0) {
            return rank;
        }
        return switch (left.getNodeType()) {
            case NUMBER -> compareNumbers(left, right);
            case STRING -> left.textValue().compareTo(right.textValue());
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareLists(left, right);
            case OBJECT -> compareObjects(left, right);
            default -> 0;
        };
    }

    /** Write a value as messages do: texts in quotes, all others plain. */
    static String show(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(show(item)));
            return "[" + String.join(",", items) + "]";
        }
        if (value.isObject()) {
            StringBuilder text = new StringBuilder();
            value.properties()
                    .forEach(field -> text.append(field.getKey()).append('=').append(show(field.getValue())));
            return text.toString();
        }
        return value.isTextual() ? TextNode.valueOf(value.textValue()).toString() : value.asText();
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            default -> 5;
        };
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (left.isIntegralNumber() && right.isIntegralNumber() && left.canConvertToLong()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static int compareLists(JsonNode left, JsonNode right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareObjects(JsonNode left, JsonNode right) {
        TreeMap<String, JsonNode> mine = new TreeMap<>();
        TreeMap<String, JsonNode> its = new TreeMap<>();
        left.properties().forEach(field -> mine.put(field.getKey(), field.getValue()));
        right.properties().forEach(field -> its.put(field.getKey(), field.getValue()));
        List<String> theirs = List.copyOf(new TreeSet<>(its.keySet()));
        int i = 0;
        for (Map.Entry<String, JsonNode> field : mine.entrySet()) {
            if (i == theirs.size()) {
                return 1;
            }
            String name = theirs.get(i++);
            int order = field.getKey().compareTo(name);
            if (order == 0) {
                order = compare(field.getValue(), its.getOrDefault(name, field.getValue()));
            }
            if (order != 0) {
                return order;
            }
        }
        return i == theirs.size() ? 0 : -1;
    }
}
