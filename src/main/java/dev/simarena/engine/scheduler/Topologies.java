package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import java.util.HashMap;
import java.util.Map;

/** Number the domains of node labels, each when it is first asked for after a node changed. */
final class Topologies {

    private final NodeTable nodes;
    private final Map<String, Topology> byKey = new HashMap<>();

    Topologies(NodeTable nodes) {
        this.nodes = nodes;
    }

    /** Forget everything because nodes or their labels changed. */
    void invalidate() {
        byKey.clear();
    }

    /** Return the domains of a label. */
    Topology of(String key) {
        Topology known = byKey.get(key);
        if (known == null) {
            known = build(key);
            byKey.put(key, known);
        }
        return known;
    }

    private Topology build(String key) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] domains = new int[nodes.size()];
        for (int i = 0; i < domains.length; i++) {
            Node node = nodes.node(i);
            String value = node == null ? null : node.labels().get(key);
            domains[i] = value == null ? -1 : numbers.computeIfAbsent(value, __ -> numbers.size());
        }
        return new Topology(domains, numbers.size());
    }
}
