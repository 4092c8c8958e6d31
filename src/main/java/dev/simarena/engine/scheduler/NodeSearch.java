package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Find the nodes that can take a pod.
 *
 * <p>With 100 nodes and more the search ends at {@code max(100, n * p / 100)} feasible nodes, p = 50 - n/125 and at least
 * 5, and the next search starts behind the last node visited.
 */
final class NodeSearch {

    private static final int SMALL_CLUSTER = 100;

    private final NodeRules rules;
    private final NodeVerdicts verdicts;
    private final List<FilterPlugin> filters;
    private final FilterPlugin[] concerned;
    private int[] feasible = new int[8];
    private int[] scores = new int[8];
    private int start;

    /**
     * Search by these plugins.
     *
     * @param rules rules, asked first
     * @param filters all filters in their order
     * @param verdicts what rules and those filters say that look at one node alone
     */
    NodeSearch(NodeRules rules, List<FilterPlugin> filters, NodeVerdicts verdicts) {
        this.rules = rules;
        this.verdicts = verdicts;
        this.filters = filters;
        this.concerned = new FilterPlugin[filters.size()];
    }

    /** Return how many feasible nodes end the search among this many nodes. */
    static int wanted(int nodes) {
        if (nodes < SMALL_CLUSTER) {
            return nodes;
        }
        int percent = Math.max(5, 50 - nodes / 125);
        return Math.max(SMALL_CLUSTER, nodes * percent / 100);
    }

    /**
     * Search; returns the number of feasible nodes.
     *
     * @param order nodes to look at
     * @param all number of all nodes
     */
    int search(Cycle cycle, int[] order, int all) {
        verdicts.begin(cycle);
        int plugins = 0;
        for (FilterPlugin filter : filters) {
            if (!verdicts.asks(filter) && filter.concerns(cycle)) {
                concerned[plugins++] = filter;
            }
        }
        int nodes = order.length;
        int wanted = wanted(nodes);
        if (feasible.length < wanted) {
            feasible = new int[wanted];
            scores = new int[wanted];
        }
        int found = 0;
        int visited = 0;
        int position = nodes == 0 ? 0 : start % nodes;
        while (visited < nodes && found < wanted) {
            int node = order[position];
            visited++;
            position = position + 1 == nodes ? 0 : position + 1;
            int verdict = verdicts.of(cycle, node);
            if (verdict != NodeVerdicts.REJECTED && passes(cycle, node, plugins)) {
                scores[found] = verdict;
                feasible[found++] = node;
            }
        }
        start = (start + visited) % all;
        return found;
    }

    /** Return the nodes of the last search, in the order in which they were found. */
    int[] feasible() {
        return feasible;
    }

    /** Return what the verdicts give the nodes of the last search as the beginning of their scores. */
    int[] scores() {
        return scores;
    }

    /** Say why no node takes the pod. */
    FitError explain(Cycle cycle, int[] order) {
        Set<String> named = cycle.placement().namedNodes();
        if (named != null && named.isEmpty()) {
            return FitError.ofAll(NodeAffinity.CONFLICT, order.length);
        }
        FitError error = new FitError();
        for (int node : order) {
            Rejection rejection = new Rejection();
            Node candidate = cycle.nodes().node(node);
            if (named != null && candidate != null && !named.contains(candidate.name())) {
                rejection.addHopeless(NodeAffinity.NOT_NAMED);
                error.add(rejection);
                continue;
            }
            String reason = rules.feasible(cycle, node) ? null : rules.reason(cycle, node);
            if (reason != null) {
                rejection.addHopeless(reason);
            } else {
                FilterPlugin filter = firstRejecting(cycle, node);
                if (filter != null) {
                    filter.explain(cycle, node, rejection);
                }
            }
            error.add(rejection);
        }
        return error;
    }

    private boolean passes(Cycle cycle, int node, int plugins) {
        for (int i = 0; i < plugins; i++) {
            if (!concerned[i].feasible(cycle, node)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable FilterPlugin firstRejecting(Cycle cycle, int node) {
        for (FilterPlugin filter : filters) {
            if (filter.concerns(cycle) && !filter.feasible(cycle, node)) {
                return filter;
            }
        }
        return null;
    }
}
