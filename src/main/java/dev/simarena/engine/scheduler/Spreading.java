package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.SpreadConstraint;
import dev.simarena.engine.model.Taint;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold one spread constraint of one pod with the pods it counts.
 *
 * <p>Which nodes count at all does not change with pods, so it is remembered by the plugin and given here.
 */
final class Spreading {

    private final SpreadConstraint constraint;
    private final @Nullable LabelSelector selector;
    private final boolean selfMatch;
    private final Topology topology;
    private final boolean[] eligible;
    private final int[] counts;

    Spreading(SpreadConstraint constraint, Map<String, String> podLabels, Topology topology, boolean[] eligible) {
        this.constraint = constraint;
        this.selector = constraint.selector(podLabels);
        this.selfMatch = selector != null && selector.matches(podLabels);
        this.topology = topology;
        this.eligible = eligible;
        this.counts = new int[topology.count()];
    }

    /** Say which nodes count for a constraint: those with all topology keys that the pod's policies do not leave out. */
    static boolean[] eligible(
            SpreadConstraint constraint, Placement placement, NodeTable nodes, Iterable<Topology> allKeys) {
        boolean[] eligible = new boolean[nodes.size()];
        for (int i = 0; i < eligible.length; i++) {
            Node node = nodes.node(i);
            eligible[i] = node != null && included(constraint, placement, node);
            for (Topology topology : allKeys) {
                eligible[i] &= topology.domain(i) >= 0;
            }
        }
        return eligible;
    }

    private static boolean included(SpreadConstraint constraint, Placement placement, Node node) {
        if (constraint.honorAffinity() && !placement.selects(node)) {
            return false;
        }
        if (constraint.honorTaints()) {
            for (Taint taint : node.taints()) {
                if (taint.hard() && !placement.tolerates(taint)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Count the pods of a namespace. */
    void count(PodGroups groups, String namespace) {
        if (selector == null || selector.isEmpty()) {
            return;
        }
        for (PodGroup group : groups.select(namespace, selector)) {
            if (group.terminating()) {
                continue;
            }
            NodeCounts pods = group.nodes();
            for (int place = 0; place < pods.places(); place++) {
                if (pods.count(place) != 0 && eligible[pods.node(place)]) {
                    counts[topology.domain(pods.node(place))] += pods.count(place);
                }
            }
        }
    }

    /** Return the fewest pods of any domain that counts, 0 where there are too few domains. */
    int fewest() {
        boolean[] seen = new boolean[counts.length];
        int domains = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < eligible.length; i++) {
            int domain = eligible[i] ? topology.domain(i) : -1;
            if (domain >= 0 && !seen[domain]) {
                seen[domain] = true;
                domains++;
                fewest = Math.min(fewest, counts[domain]);
            }
        }
        return domains < constraint.minDomains() || domains == 0 ? 0 : fewest;
    }

    /** Tell whether the node has the topology key. */
    boolean labeled(int node) {
        return topology.domain(node) >= 0;
    }

    /** Return how much more its domain would hold than the emptiest one if the pod came to a node. */
    int skew(int node, int fewest) {
        return counts[topology.domain(node)] + (selfMatch ? 1 : 0) - fewest;
    }

    int maxSkew() {
        return constraint.maxSkew();
    }

    @Override
    public String toString() {
        return constraint.topologyKey() + Arrays.toString(counts);
    }
}
