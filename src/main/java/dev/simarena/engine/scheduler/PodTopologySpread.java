package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spread the pods of a ReplicaSet over nodes and zones by Kubernetes' default constraints (weight 2).
 *
 * <p>Per constraint a node scores {@code count * ln(domains + 2) + maxSkew - 1} with count the pods of the ReplicaSet in
 * its domain: hostname with maxSkew 3, its domains being the scored nodes, and zone with maxSkew 5; a node without the
 * label skips the constraint. The sum is rounded and normalized as {@code 100 * (max + min - sum) / max}, 100 where max
 * is 0. Pods without a ReplicaSet and pods with constraints of their own are not scored.
 */
final class PodTopologySpread implements ScorePlugin {

    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";

    /** Pods of the last ReplicaSet per node; its pods usually come one after the other. */
    private int[] counts = new int[8];

    private @Nullable ReplicaSet counted;
    private boolean zones;

    /** Note that a pod came to a node (+1) or left it (-1). */
    void moved(Pod pod, int node, int change) {
        if (counted != null && counted.equals(pod.controller())) {
            reserve(node + 1);
            counts[node] += change;
        }
    }

    /** Forget all counts because nodes have changed places. */
    void forget() {
        counted = null;
    }

    /** Note whether any node has a zone. */
    void setZones(boolean zones) {
        this.zones = zones;
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean score(Cycle cycle, int[] nodes, int count, long[] scores) {
        ApiObject controller = cycle.pod().controller();
        if (!(controller instanceof ReplicaSet set) || cycle.pod().template().spreadConstraints()) {
            return false;
        }
        count(set, cycle.nodes());
        double hostWeight = Math.log(count + 2);
        Map<String, Integer> inZone = zones ? countZones(set, cycle) : Map.of();
        double zoneWeight = zones ? Math.log(zoneDomains(cycle.nodes(), nodes, count) + 2) : 0;
        long max = Long.MIN_VALUE;
        long min = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            Node node = cycle.nodes().node(nodes[i]);
            double sum = 0;
            if (node != null) {
                if (node.labels().containsKey(HOSTNAME)) {
                    sum += counts[nodes[i]] * hostWeight + 2;
                }
                String zone = zones ? node.labels().get(ZONE) : null;
                if (zone != null) {
                    sum += inZone.getOrDefault(zone, 0) * zoneWeight + 4;
                }
            }
            scores[i] = Math.round(sum);
            max = Math.max(max, scores[i]);
            min = Math.min(min, scores[i]);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = max == 0 ? 100 : 100 * (max + min - scores[i]) / max;
        }
        return true;
    }

    private void count(ReplicaSet set, NodeTable nodes) {
        reserve(nodes.size());
        if (set.equals(counted)) {
            return;
        }
        Arrays.fill(counts, 0);
        for (Pod pod : set.pods()) {
            Node node = pod.node();
            if (node != null && pod.counted() && node.index() >= 0) {
                counts[node.index()]++;
            }
        }
        counted = set;
    }

    private static Map<String, Integer> countZones(ReplicaSet set, Cycle cycle) {
        Map<String, Integer> inZone = new HashMap<>();
        for (Pod pod : set.pods()) {
            Node node = pod.node();
            if (node != null && pod.counted() && cycle.placement().selects(node)) {
                String zone = node.labels().get(ZONE);
                if (zone != null) {
                    inZone.merge(zone, 1, Integer::sum);
                }
            }
        }
        return inZone;
    }

    /** Count the zones among the scored nodes; having none is a domain of its own. */
    private static int zoneDomains(NodeTable table, int[] nodes, int count) {
        Set<String> domains = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Node node = table.node(nodes[i]);
            domains.add(node == null ? "" : node.labels().getOrDefault(ZONE, ""));
        }
        return domains.size();
    }

    private void reserve(int size) {
        if (size > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(size, counts.length * 2));
        }
    }
}
