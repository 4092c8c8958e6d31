package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Order nodes as kube-scheduler visits them: one of each zone in turn, zones and nodes in the order of creation.
 *
 * <p>The zone is region and zone label, the beta label first; nodes without labels share one zone.
 */
final class NodeOrder {

    private final ObjectStore store;
    private int[] order = {};
    private boolean stale = true;

    NodeOrder(ObjectStore store) {
        this.store = store;
    }

    void invalidate() {
        stale = true;
    }

    /** Return the indices of all nodes in visiting order. */
    int[] indices() {
        if (stale) {
            build();
        }
        return order;
    }

    private void build() {
        Map<String, List<Node>> byZone = new LinkedHashMap<>();
        int count = 0;
        for (ApiObject object : store.list(Gvk.NODE, null)) {
            if (object instanceof Node node) {
                byZone.computeIfAbsent(zone(node), __ -> new ArrayList<>()).add(node);
                count++;
            }
        }
        order = new int[count];
        int next = 0;
        for (int round = 0; next < count; round++) {
            for (List<Node> nodes : byZone.values()) {
                if (round < nodes.size()) {
                    order[next++] = nodes.get(round).index();
                }
            }
        }
        stale = false;
    }

    private static String zone(Node node) {
        return label(node, "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region")
                + ":"
                + label(node, "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone");
    }

    private static String label(Node node, String first, String second) {
        String value = node.labels().get(first);
        return value != null ? value : node.labels().getOrDefault(second, "");
    }
}
