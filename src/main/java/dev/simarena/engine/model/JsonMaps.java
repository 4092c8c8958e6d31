package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Read small pieces of Kubernetes JSON. */
public final class JsonMaps {

    private JsonMaps() {}

    /** Read a map of strings, sorted by key as the API server writes it; anything else is empty. */
    public static Map<String, String> strings(JsonNode node) {
        if (node.isEmpty()) {
            return Collections.emptyMap();
        }
        TreeMap<String, String> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            map.put(field.getKey(), field.getValue().asText(""));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Read a list of strings; anything else is empty. */
    public static List<String> texts(JsonNode node) {
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(node.size());
        node.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    /** Return a map with the entries of another put over it; the same map where that changes nothing. */
    public static Map<String, String> merged(Map<String, String> base, Map<String, String> over) {
        if (over.isEmpty() || base.entrySet().containsAll(over.entrySet())) {
            return base;
        }
        if (base.isEmpty()) {
            return over;
        }
        TreeMap<String, String> map = new TreeMap<>(base);
        map.putAll(over);
        return Collections.unmodifiableMap(map);
    }

    /** Return a map with one entry put over it. */
    public static Map<String, String> with(Map<String, String> base, String key, String value) {
        if (value.equals(base.get(key))) {
            return base;
        }
        TreeMap<String, String> map = new TreeMap<>(base);
        map.put(key, value);
        return Collections.unmodifiableMap(map);
    }

    /** Tell whether a list holds a text. */
    public static boolean contains(JsonNode list, String text) {
        for (JsonNode node : list) {
            if (node.asText("").equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** Read requirements on labels or fields; anything else is empty. */
    public static List<Requirement> requirements(JsonNode node) {
        return PlacementReader.requirements(node);
    }

    /** Read a label selector; anything else is an empty one. */
    public static LabelSelector selector(JsonNode node) {
        return PlacementReader.selector(node);
    }
}
