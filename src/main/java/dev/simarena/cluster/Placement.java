package dev.simarena.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Say which nodes take the pods of a replay.
 *
 * @param nodeSelector labels of those nodes
 * @param tolerations taints of those nodes as pods tolerate them; never changed
 */
public record Placement(Map<String, String> nodeSelector, List<ObjectNode> tolerations) {

    /** SimKube's rule: nodes with label {@code type=virtual}, which may carry the taint {@code kwok-provider}. */
    public static final Placement VIRTUAL = new Placement(Map.of("type", "virtual"), List.of(exists("kwok-provider")));

    public Placement {
        nodeSelector = new TreeMap<>(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /** Return a placement on those of these nodes that carry one more label, and a taint alike. */
    public Placement only(String key, String value) {
        Map<String, String> labels = new TreeMap<>(nodeSelector);
        labels.put(key, value);
        List<ObjectNode> more = new ArrayList<>(tolerations);
        more.add(JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("operator", "Equal")
                .put("value", value)
                .put("effect", "NoSchedule"));
        return new Placement(labels, more);
    }

    private static ObjectNode exists(String key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("operator", "Exists")
                .put("effect", "NoSchedule");
    }
}
