package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.Arrays;
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

    /** Pods of the last ReplicaSet per node; its pods usually come one after the other. */
    private int[] counts = new int[8];

    private @Nullable ReplicaSet counted;

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
        NodeTable table = cycle.nodes();
        count(set, table);
        double hostWeight = Math.log(count + 2);
        int[] inZone = table.zones() > 0 ? countZones(set, cycle) : counts;
        double zoneWeight = table.zones() > 0 ? Math.log(zoneDomains(table, nodes, count) + 2) : 0;
        long max = Long.MIN_VALUE;
        long min = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            int node = nodes[i];
            int zone = table.zone(node);
            double sum = 0;
            if (table.hostname(node)) {
                sum += counts[node] * hostWeight + 2;
            }
            if (zone > 0) {
                sum += inZone[zone] * zoneWeight + 4;
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

    private static int[] countZones(ReplicaSet set, Cycle cycle) {
        NodeTable table = cycle.nodes();
        int[] inZone = new int[table.zones() + 1];
        for (Pod pod : set.pods()) {
            Node node = pod.node();
            if (node != null && pod.counted() && cycle.placement().selects(node)) {
                inZone[table.zone(node.index())]++;
            }
        }
        return inZone;
    }

    /** Count the zones among the scored nodes; having none is a domain of its own. */
    private static int zoneDomains(NodeTable table, int[] nodes, int count) {
        boolean[] seen = new boolean[table.zones() + 1];
        int domains = 0;
        for (int i = 0; i < count; i++) {
            int zone = table.zone(nodes[i]);
            if (!seen[zone]) {
                seen[zone] = true;
                domains++;
            }
        }
        return domains;
    }

    private void reserve(int size) {
        if (size > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(size, counts.length * 2));
        }
    }
}
