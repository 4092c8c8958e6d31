package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describe a change that may let a waiting pod find a node.
 *
 * @param kind what happened
 * @param subject the pod that changed, or the object that is neither pod nor node
 * @param oldLabels labels the pod had
 * @param before the node before, {@code null} where it was added
 * @param after the node now, {@code null} where it is gone
 */
record ClusterEvent(
        Kind kind,
        @Nullable ApiObject subject,
        Map<String, String> oldLabels,
        @Nullable NodeState before,
        @Nullable NodeState after) {

    enum Kind {
        /** A pod came to a node. */
        POD_ADDED,
        /** A pod left a node, or one for which room was being made is gone or waits no more. */
        POD_DELETED,
        /** The labels of a pod changed. */
        POD_LABELS,
        /** A pod bears other taints. */
        POD_TOLERATIONS,
        NODE_ADDED,
        NODE_LABELS,
        /** Taints changed, or the node was uncordoned. */
        NODE_TAINTS,
        NODE_ALLOCATABLE,
        NODE_DELETED,
        /** A storage object was added. */
        STORAGE_ADDED,
        /** A storage object was changed. */
        STORAGE_CHANGED,
        /** A storage object is gone. */
        STORAGE_REMOVED
    }

    static ClusterEvent of(Kind kind, ApiObject subject) {
        return new ClusterEvent(kind, subject, subject.labels(), null, null);
    }

    static ClusterEvent labels(Pod pod, Map<String, String> oldLabels) {
        return new ClusterEvent(Kind.POD_LABELS, pod, oldLabels, null, null);
    }

    static ClusterEvent added(NodeState node) {
        return new ClusterEvent(Kind.NODE_ADDED, null, Map.of(), null, node);
    }

    static ClusterEvent deleted(NodeState node) {
        return new ClusterEvent(Kind.NODE_DELETED, null, Map.of(), node, null);
    }

    /** Return what changed between two states of a node. */
    static List<ClusterEvent> between(NodeState before, NodeState after) {
        List<ClusterEvent> events = new ArrayList<>(2);
        if (before.unschedulable() && !after.unschedulable()) {
            events.add(new ClusterEvent(Kind.NODE_TAINTS, null, Map.of(), before, after));
        }
        if (!before.allocatable().equals(after.allocatable())) {
            events.add(new ClusterEvent(Kind.NODE_ALLOCATABLE, null, Map.of(), before, after));
        }
        if (!before.labels().equals(after.labels())) {
            events.add(new ClusterEvent(Kind.NODE_LABELS, null, Map.of(), before, after));
        }
        if (!before.taints().equals(after.taints())) {
            events.add(new ClusterEvent(Kind.NODE_TAINTS, null, Map.of(), before, after));
        }
        return events;
    }

    /** Return the pod that changed. */
    Pod pod() {
        return (Pod) Objects.requireNonNull(subject);
    }

    /** Return the node as it is now. */
    NodeState node() {
        return Objects.requireNonNull(after);
    }
}
