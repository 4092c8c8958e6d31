package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find the nodes that can take a pod.
 *
 * <p>With 100 nodes and more the search ends at {@code max(100, n * p / 100)} feasible nodes, p = 50 - n/125 and at least
 * 5, and the next search starts behind the last node visited. A node for which other pods of at least the same priority
 * wait must be able to take the pod with them there and without them.
 */
final class NodeSearch {

    private static final int SMALL_CLUSTER = 100;

    private final NodeRules rules;
    private final NodeVerdicts verdicts;
    private final List<FilterPlugin> filters;
    private final Nominations nominations;
    private final Supposition supposition;
    private final FilterPlugin[] concerned;
    private int[] feasible = new int[8];
    private int[] scores = new int[8];
    private final FilterPlugin[] others;
    private int plugins;
    private int otherPlugins;
    private int start;

    /**
     * Search by these plugins.
     *
     * @param rules rules, asked first
     * @param filters all filters in their order
     * @param verdicts what rules and those filters say that look at one node alone
     * @param nominations pods to leave room for
     * @param supposition way to see a node with those pods
     */
    NodeSearch(
            NodeRules rules,
            List<FilterPlugin> filters,
            NodeVerdicts verdicts,
            Nominations nominations,
            Supposition supposition) {
        this.rules = rules;
        this.verdicts = verdicts;
        this.filters = filters;
        this.nominations = nominations;
        this.supposition = supposition;
        this.concerned = new FilterPlugin[filters.size()];
        this.others = new FilterPlugin[filters.size()];
    }

    /** Return how many feasible nodes end the search among this many nodes. */
    static int wanted(int nodes) {
        if (nodes < SMALL_CLUSTER) {
            return nodes;
        }
        int percent = Math.max(5, 50 - nodes / 125);
        return Math.max(SMALL_CLUSTER, nodes * percent / 100);
    }

    /** Start the next search where another one would. */
    void copyFrom(NodeSearch original) {
        start = original.start;
    }

    /** Turn to a pod; returns the plugin that refuses it whatever the node, {@code null} where none does. */
    @Nullable
    FilterPlugin begin(Cycle cycle) {
        verdicts.begin(cycle);
        plugins = 0;
        otherPlugins = 0;
        for (FilterPlugin filter : filters) {
            if (filter.concerns(cycle)) {
                if (filter.refusal(cycle) != null) {
                    return filter;
                }
                concerned[plugins++] = filter;
                if (!verdicts.asks(filter)) {
                    others[otherPlugins++] = filter;
                }
            }
        }
        return null;
    }

    /** Tell whether all filters that the pod turned to concerns look at nothing but the node itself. */
    boolean alone() {
        return otherPlugins == 0;
    }

    /** Let the plugins that are concerned look at the cluster again, in which pods are supposed to have moved. */
    void refresh(Cycle cycle) {
        for (int i = 0; i < plugins; i++) {
            concerned[i].concerns(cycle);
        }
    }

    /**
     * Search for the pod that was turned to; returns the number of feasible nodes.
     *
     * @param order nodes to visit
     * @param allNodes number of nodes in the cluster
     * @param tried node that was tried before in vain, -1 for none; it counts as visited
     */
    int search(Cycle cycle, int[] order, int allNodes, int tried) {
        int nodes = order.length;
        int wanted = wanted(nodes);
        if (feasible.length < wanted) {
            feasible = new int[wanted];
            scores = new int[wanted];
        }
        int found = 0;
        int visited = 0;
        int position = nodes == 0 ? 0 : start % nodes;
        boolean nominated = !nominations.isEmpty();
        int triedBefore = tried < 0 ? 0 : 1;
        while (visited < nodes && found < wanted) {
            int node = order[position];
            visited++;
            triedBefore = node == tried ? 0 : triedBefore;
            position = position + 1 == nodes ? 0 : position + 1;
            int verdict = verdicts.of(cycle, node);
            if (verdict != NodeVerdicts.REJECTED
                    && (nominated ? rejection(cycle, node) == null : passes(cycle, node))) {
                scores[found] = verdict;
                feasible[found++] = node;
            }
        }
        start = (start + visited + triedBefore) % allNodes;
        return found;
    }

    /** Tell whether a node takes the pod that was turned to; if so it is the only one found. */
    boolean takes(Cycle cycle, int node) {
        if (rejection(cycle, node) != null) {
            return false;
        }
        feasible[0] = node;
        return true;
    }

    /** Return the nodes of the last search, in the order in which they were found. */
    int[] feasible() {
        return feasible;
    }

    /** Return what the verdicts give the nodes of the last search as the beginning of their scores. */
    int[] scores() {
        return scores;
    }

    /** Say why a node cannot take the pod that was turned to, {@code null} where it can. */
    @Nullable
    Rejection rejection(Cycle cycle, int node) {
        if (!rules.feasible(cycle, node)) {
            return rules.rejection(cycle, node);
        }
        Node there = cycle.nodes().node(node);
        List<Pod> ahead =
                nominations.isEmpty() || there == null ? List.of() : nominations.ahead(cycle.pod(), there.name());
        if (!ahead.isEmpty()) {
            ahead.forEach(pod -> supposition.suppose(pod, node, 1));
            refresh(cycle);
            Rejection rejection = rejectionNow(cycle, node);
            ahead.forEach(pod -> supposition.suppose(pod, node, -1));
            refresh(cycle);
            if (rejection != null) {
                return rejection;
            }
        }
        return rejectionNow(cycle, node);
    }

    private @Nullable Rejection rejectionNow(Cycle cycle, int node) {
        for (int i = 0; i < plugins; i++) {
            if (!concerned[i].feasible(cycle, node)) {
                Rejection rejection = new Rejection(concerned[i].name());
                concerned[i].explain(cycle, node, rejection);
                return rejection;
            }
        }
        return null;
    }

    private boolean passes(Cycle cycle, int node) {
        for (int i = 0; i < otherPlugins; i++) {
            if (!others[i].feasible(cycle, node)) {
                return false;
            }
        }
        return true;
    }
}
