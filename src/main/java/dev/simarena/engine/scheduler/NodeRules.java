package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ask the node rules once per placement and node and remember the answers until a node changes. */
final class NodeRules {

    private static final int PASSED = 0;
    private static final int FIRST_RULE = 1;

    private final List<NodeRule> rules;
    private final NodeMemo<Placement> memo = new NodeMemo<>();

    /** Ask these rules in order; the first that rejects decides. */
    NodeRules(List<NodeRule> rules) {
        this.rules = rules;
    }

    /** Turn to the pod that is asked about from now on. */
    void begin(Cycle cycle) {
        memo.begin(cycle.placement(), cycle.nodes().size());
    }

    /** Tell whether all rules let the pod onto the node. */
    boolean feasible(Cycle cycle, int index) {
        return verdict(cycle, index) == PASSED;
    }

    /** Say why a node was rejected, {@code null} where it was not. */
    @Nullable
    Rejection rejection(Cycle cycle, int index) {
        int verdict = verdict(cycle, index);
        Node node = cycle.nodes().node(index);
        if (node == null || verdict == PASSED) {
            return null;
        }
        NodeRule rule = rules.get(verdict - FIRST_RULE);
        Rejection rejection = new Rejection(rule.name());
        rejection.addHopeless(String.valueOf(rule.reject(cycle.placement(), node)));
        return rejection;
    }

    private int verdict(Cycle cycle, int index) {
        int version = cycle.nodes().declaredVersion(index);
        int verdict = memo.find(index, version);
        if (verdict == NodeMemo.UNKNOWN) {
            verdict = ask(cycle.placement(), cycle.nodes().node(index));
            memo.put(index, version, verdict);
        }
        return verdict;
    }

    private int ask(Placement placement, @Nullable Node node) {
        if (node != null) {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).reject(placement, node) != null) {
                    return FIRST_RULE + i;
                }
            }
        }
        return PASSED;
    }
}
