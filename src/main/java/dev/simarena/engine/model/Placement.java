package dev.simarena.engine.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return selects(node.name(), node.labels());
    }

    /** Tell whether nodeSelector and required terms match a node with this name and these labels. */
    public boolean selects(String name, Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : nodeSelector.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        if (required == null) {
            return true;
        }
        for (NodeTerm term : required) {
            if (term.matches(name, labels)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Return the names of the only nodes that can match, as for pods of DaemonSets, {@code null} where names do not
     * matter. No names at all mean that the terms contradict themselves.
     */
    public @Nullable Set<String> namedNodes() {
        if (required == null || required.isEmpty()) {
            return null;
        }
        Set<String> named = new LinkedHashSet<>();
        for (NodeTerm term : required) {
            Set<String> names = term.names();
            if (names == null) {
                return null;
            }
            named.addAll(names);
        }
        return named;
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
