package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.PodRequests;
import java.util.List;

/**
 * Ask all plugins that look at one node alone: may the pod run there, and what do their weighted scores add up to?
 *
 * <p>Their answer depends on what the pod requests, where it may run, and the row of the node in the {@link NodeTable};
 * it is remembered until that row changes. Binding a pod changes one row, so between two pods of a kind nearly all
 * answers hold. Plugins that look at other nodes or other pods do not belong here.
 */
final class NodeVerdicts {

    /** Verdict on a node that cannot take the pod; other verdicts are the sum of scores. */
    static final int REJECTED = -1;

    /** All that these plugins look at in a pod. */
    record Kind(PodRequests requests, Placement placement) {}

    private final NodeRules rules;
    private final List<FilterPlugin> filters;
    private final List<NodeScore> scores;
    private final NodeMemo<Kind> memo = new NodeMemo<>();
    private final NodeTable nodes;

    NodeVerdicts(NodeTable nodes, NodeRules rules, List<FilterPlugin> filters, List<NodeScore> scores) {
        this.nodes = nodes;
        this.rules = rules;
        this.filters = filters;
        this.scores = scores;
    }

    /** Tell whether a filter is asked here. */
    boolean asks(FilterPlugin filter) {
        return filters.contains(filter);
    }

    /** Turn to the pod that is asked about from now on. */
    void begin(Cycle cycle) {
        rules.begin(cycle);
        memo.begin(kind(cycle), nodes.size());
    }

    /** Return all that these plugins look at in the pod. */
    static Kind kind(Cycle cycle) {
        return new Kind(cycle.requests(), cycle.placement());
    }

    /** Return the sum of the scores of a node, {@link #REJECTED} where it cannot take the pod. */
    int of(Cycle cycle, int node) {
        int version = nodes.version(node);
        int number = memo.find(node, version);
        if (number == NodeMemo.UNKNOWN) {
            number = ask(cycle, node) + 1;
            memo.put(node, version, number);
        }
        return number - 1;
    }

    private int ask(Cycle cycle, int node) {
        if (!rules.feasible(cycle, node)) {
            return REJECTED;
        }
        for (FilterPlugin filter : filters) {
            if (filter.concerns(cycle) && !filter.feasible(cycle, node)) {
                return REJECTED;
            }
        }
        int sum = 0;
        for (NodeScore plugin : scores) {
            if (plugin.concerns(cycle)) {
                sum += plugin.weight() * (int) plugin.score(cycle, node);
            }
        }
        return sum;
    }
}
