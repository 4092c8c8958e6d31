package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** List where two JSON trees differ: pointer to the new value, {@code -} where it is gone. */
final class TreeDiff {

    private final Map<String, String> differences = new TreeMap<>();

    private TreeDiff() {}

    static Map<String, String> of(JsonNode before, JsonNode after) {
        TreeDiff diff = new TreeDiff();
        diff.compare("", before, after);
        return diff.differences;
    }

    private void compare(String pointer, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            for (String key : keys(before, after)) {
                compare(pointer + "/" + key, before.path(key), after.path(key));
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.path(i), after.path(i));
            }
        } else if (!before.equals(after)) {
            differences.put(pointer, after instanceof MissingNode ? "-" : after.toString());
        }
    }

    private static Set<String> keys(JsonNode before, JsonNode after) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode node : new JsonNode[] {before, after}) {
            Iterator<String> names = node.fieldNames();
            names.forEachRemaining(keys::add);
        }
        return keys;
    }
}
