package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lead to a value inside an event; spelled as a JSON pointer only where something is found.
 *
 * @param parent the way to the value around it, {@code null} at the top
 * @param step key or index in the value around it
 */
record Pointer(@Nullable Pointer parent, String step) {

    static final Pointer TOP = new Pointer(null, "");

    Pointer child(String key) {
        return new Pointer(this, key);
    }

    Pointer child(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    /** A value and the way to it. */
    record Value(Pointer pointer, JsonNode node) {}

    /**
     * Find values by a JSON pointer in which {@code *} stands for every element of a list.
     *
     * @param pattern SimKube's paths; empty for the value itself
     */
    static List<Value> find(Pointer start, JsonNode body, String pattern) {
        List<Value> found = List.of(new Value(start, body));
        if (pattern.isEmpty()) {
            return found;
        }
        for (String step : pattern.substring(1).split("/", -1)) {
            List<Value> next = new ArrayList<>();
            for (Value value : found) {
                if (step.equals("*")) {
                    elements(value, next);
                } else {
                    child(value, step.replace("~1", "/").replace("~0", "~"), next);
                }
            }
            found = next;
        }
        return found;
    }

    private static void elements(Value list, List<Value> into) {
        if (list.node.isArray()) {
            for (int i = 0; i < list.node.size(); i++) {
                into.add(new Value(list.pointer.child(i), list.node.get(i)));
            }
        }
    }

    private static void child(Value parent, String key, List<Value> into) {
        JsonNode child = parent.node.get(key);
        if (child == null && parent.node.isArray() && key.matches("\\d{1,8}")) {
            child = parent.node.get(Integer.parseInt(key));
        }
        if (child != null) {
            into.add(new Value(parent.pointer.child(key), child));
        }
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + step.replace("~", "~0").replace("/", "~1");
    }
}
