package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ask the node rules once per (placement, node) and remember the answers until a node changes. */
final class NodeRules {

    private static final byte UNKNOWN = 0;
    private static final byte PASSED = 1;
    private static final byte FIRST_RULE = 2;

    private final List<NodeRule> rules;
    private final Map<Placement, byte[]> verdicts = new HashMap<>();
    private byte[] known = {};

    /** Ask these rules in order; the first that rejects decides. */
    NodeRules(List<NodeRule> rules) {
        this.rules = rules;
    }

    /** Forget all answers. */
    void invalidate() {
        verdicts.clear();
    }

    /** Turn to the pod that is asked about from now on. */
    void begin(Cycle cycle) {
        known = verdicts.computeIfAbsent(
                cycle.placement(), __ -> new byte[cycle.nodes().size()]);
    }

    /** Tell whether all rules let the pod onto the node. */
    boolean feasible(Cycle cycle, int index) {
        byte verdict = known[index];
        if (verdict == UNKNOWN) {
            verdict = ask(cycle.placement(), cycle.nodes().node(index));
            known[index] = verdict;
        }
        return verdict == PASSED;
    }

    /** Say why a node that is not feasible was rejected. */
    @Nullable
    String reason(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        byte verdict = known[index];
        return node == null || verdict < FIRST_RULE
                ? null
                : rules.get(verdict - FIRST_RULE).reject(cycle.placement(), node);
    }

    private byte ask(Placement placement, @Nullable Node node) {
        if (node != null) {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).reject(placement, node) != null) {
                    return (byte) (FIRST_RULE + i);
                }
            }
        }
        return PASSED;
    }
}
