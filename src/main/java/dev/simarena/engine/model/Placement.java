package dev.simarena.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collect what a pod demands of a node apart from room; pods with equal placements share all decisions on it.
 *
 * @param nodeSelector labels the node must have
 * @param required terms of which one must match, {@code null} where there is no such rule
 * @param preferred terms that score
 * @param tolerations taints the pod bears
 */
public record Placement(
        Map<String, String> nodeSelector,
        @Nullable List<NodeTerm> required,
        List<Preferred> preferred,
        List<Toleration> tolerations) {

    /**
     * Prefer nodes.
     *
     * @param weight 1 to 100
     * @param term description of the nodes
     */
    public record Preferred(int weight, NodeTerm term) {}

    /** Tell whether nodeSelector and required terms match. */
    public boolean selects(Node node) {
        for (Map.Entry<String, String> wanted : nodeSelector.entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        if (required == null) {
            return true;
        }
        for (NodeTerm term : required) {
            if (term.matches(node)) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether a taint is tolerated. */
    public boolean tolerates(Taint taint) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }
}
