package dev.simarena.engine.scheduler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Add up numbers by domain, for several topology keys. */
final class DomainCounts {

    private final Topologies topologies;
    private final Map<String, long[]> byKey = new LinkedHashMap<>();
    private boolean any;

    DomainCounts(Topologies topologies) {
        this.topologies = topologies;
    }

    /** Start again from nothing. */
    void clear() {
        byKey.clear();
        any = false;
    }

    /** Tell whether nothing was counted in any domain. */
    boolean isEmpty() {
        return !any;
    }

    /** Return the topology keys in which something was counted. */
    Set<String> keys() {
        return byKey.keySet();
    }

    /** Add a weight for each pod of a group that is in a domain. */
    void add(PodGroup group, String topologyKey, long weight) {
        Topology topology = topologies.of(topologyKey);
        NodeCounts nodes = group.nodes();
        long[] counts = null;
        for (int place = 0; place < nodes.places(); place++) {
            int count = nodes.count(place);
            if (count != 0) {
                int domain = topology.domain(nodes.node(place));
                if (domain >= 0) {
                    counts = counts == null ? counts(topologyKey, topology) : counts;
                    counts[domain] += count * weight;
                    any = true;
                }
            }
        }
    }

    /** Return the number of a node's domain, 0 where it is in none. */
    long at(String topologyKey, int node) {
        long[] counts = byKey.get(topologyKey);
        int domain = counts == null ? -1 : topologies.of(topologyKey).domain(node);
        return counts == null || domain < 0 ? 0 : counts[domain];
    }

    /** Tell whether a node is in a domain. */
    boolean inDomain(String topologyKey, int node) {
        return topologies.of(topologyKey).domain(node) >= 0;
    }

    /** Add the numbers of each node's domains to its score. */
    void addTo(long[] scores, int[] nodes, int count) {
        for (Map.Entry<String, long[]> entry : byKey.entrySet()) {
            Topology topology = topologies.of(entry.getKey());
            long[] counts = entry.getValue();
            for (int i = 0; i < count; i++) {
                int domain = topology.domain(nodes[i]);
                if (domain >= 0) {
                    scores[i] += counts[domain];
                }
            }
        }
    }

    private long[] counts(String topologyKey, Topology topology) {
        return byKey.computeIfAbsent(topologyKey, __ -> new long[topology.count()]);
    }
}
