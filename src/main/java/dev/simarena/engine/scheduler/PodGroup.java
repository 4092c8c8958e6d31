package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.PodAffinity;
import java.util.Map;

/** Hold where the pods are that look the same to selectors: same namespace, labels and affinity. */
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

    PodGroup(Key key) {
        this.key = key;
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
