package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Order nodes as kube-scheduler visits them: one of each zone in turn, zones and nodes in the order in which they came.
 *
 * <p>The zone is region and zone label, the beta label first; nodes without labels share one zone. A zone without nodes
 * is forgotten, and a node whose labels name another zone comes last there. Source: {@code node_tree.go}.
 */
final class NodeOrder {

    private final Map<String, Set<Node>> nodesByZone = new LinkedHashMap<>();
    private final Map<Node, String> zones = new LinkedHashMap<>();
    private int[] order = {};
    private boolean stale;

    /** Take over the order of another world. */
    void copyFrom(NodeOrder original, Fork fork) {
        original.nodesByZone.forEach((zone, nodes) -> nodesByZone.put(zone, fork.set(nodes)));
        original.zones.forEach((node, zone) -> zones.put(fork.of(node), zone));
        stale = true;
    }

    /** Put a new node last in its zone. */
    void add(Node node) {
        String zone = zone(node);
        zones.put(node, zone);
        nodesByZone.computeIfAbsent(zone, __ -> new LinkedHashSet<>()).add(node);
        stale = true;
    }

    /** Move a node whose zone changed. */
    void update(Node node) {
        if (!zone(node).equals(zones.get(node))) {
            remove(node);
            add(node);
        }
    }

    /** Forget a node. */
    void remove(Node node) {
        String zone = zones.remove(node);
        Set<Node> nodes = zone == null ? null : nodesByZone.get(zone);
        if (nodes != null) {
            nodes.remove(node);
            if (nodes.isEmpty()) {
                nodesByZone.remove(zone);
            }
        }
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
        order = new int[zones.size()];
        List<Iterator<Node>> rounds =
                nodesByZone.values().stream().map(Set::iterator).toList();
        int next = 0;
        while (next < order.length) {
            for (Iterator<Node> nodes : rounds) {
                if (nodes.hasNext()) {
                    order[next++] = nodes.next().index();
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
