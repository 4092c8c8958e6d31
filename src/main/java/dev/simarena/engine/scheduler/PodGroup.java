package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.PodAffinity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold where the pods are that look the same to selectors: same namespace, labels and affinity.
 *
 * <p>A sum of groups is a group too; what its members do not have in common is left out of its key.
 */
final class PodGroup {

    /**
     * Identify a group.
     *
     * @param namespace namespace
     * @param labels labels
     * @param affinity what its pods demand of pods around them, resolved for these pods
     * @param terminating whether its pods are being deleted
     */
    record Key(String namespace, Map<String, String> labels, PodAffinity affinity, boolean terminating) {}

    private final Key key;
    private final NodeCounts nodes = new NodeCounts();
    private final List<PodGroup> sums = new ArrayList<>(0);
    private @Nullable PodGroup demanding;

    PodGroup(Key key) {
        this.key = key;
    }

    /** Count pods that came to a node, or left it, here and in all sums. */
    void add(int node, int change) {
        nodes.add(node, change);
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).nodes.add(node, change);
        }
        if (demanding != null) {
            demanding.nodes.add(node, change);
        }
    }

    /** Count its pods in a sum, those too that are there already. */
    void addTo(PodGroup sum) {
        sums.add(sum);
        for (int place = 0; place < nodes.places(); place++) {
            if (nodes.count(place) != 0) {
                sum.nodes.add(nodes.node(place), nodes.count(place));
            }
        }
    }

    /** Count its pods in no sum of selected ones any more. */
    void forgetSums() {
        sums.clear();
    }

    /** Count its pods also among all those that demand the same; done once, before there are any. */
    void demandWith(PodGroup others) {
        demanding = others;
    }

    /** Return the sum of pods that demand the same, {@code null} where its pods demand nothing. */
    @Nullable
    PodGroup demanding() {
        return demanding;
    }

    String namespace() {
        return key.namespace();
    }

    Map<String, String> labels() {
        return key.labels();
    }

    PodAffinity affinity() {
        return key.affinity();
    }

    boolean terminating() {
        return key.terminating();
    }

    Key key() {
        return key;
    }

    /** Return how many of its pods are on each node. */
    NodeCounts nodes() {
        return nodes;
    }
}
