package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodRequests;
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
 * @param oldRequests what the pod requested, {@code null} where that did not change
 * @param before the node before, {@code null} where it was added
 * @param after the node now, {@code null} where it is gone
 */
record ClusterEvent(
        Kind kind,
        @Nullable ApiObject subject,
        Map<String, String> oldLabels,
        @Nullable PodRequests oldRequests,
        @Nullable NodeState before,
        @Nullable NodeState after) {

    enum Kind {
        /** A pod came to a node. */
        POD_ADDED,
        /** A pod left a node, or one for which room was being made is gone or waits no more. */
        POD_DELETED,
        /** The labels of a pod changed. */
        POD_LABELS,
        /** The requests of a pod became smaller. */
        POD_SCALED_DOWN,
        /** A pod bears other taints. */
        POD_TOLERATIONS,
        NODE_ADDED,
        NODE_LABELS,
        /** Taints changed, or the node was uncordoned. */
        NODE_TAINTS,
        NODE_ALLOCATABLE,
        /** The node declares other features. */
        NODE_FEATURES,
        NODE_DELETED,
        /** A storage object was added. */
        STORAGE_ADDED,
        /** A storage object was changed. */
        STORAGE_CHANGED,
        /** A storage object is gone. */
        STORAGE_REMOVED
    }

    static ClusterEvent of(Kind kind, ApiObject subject) {
        return new ClusterEvent(kind, subject, subject.labels(), null, null, null);
    }

    static ClusterEvent labels(Pod pod, Map<String, String> oldLabels) {
        return new ClusterEvent(Kind.POD_LABELS, pod, oldLabels, null, null, null);
    }

    static ClusterEvent scaledDown(Pod pod, PodRequests oldRequests) {
        return new ClusterEvent(Kind.POD_SCALED_DOWN, pod, pod.labels(), oldRequests, null, null);
    }

    static ClusterEvent added(NodeState node) {
        return new ClusterEvent(Kind.NODE_ADDED, null, Map.of(), null, null, node);
    }

    static ClusterEvent deleted(NodeState node) {
        return new ClusterEvent(Kind.NODE_DELETED, null, Map.of(), null, node, null);
    }

    /** Return what changed between two states of a node. */
    static List<ClusterEvent> between(NodeState before, NodeState after) {
        List<ClusterEvent> events = new ArrayList<>(2);
        if (before.unschedulable() && !after.unschedulable()) {
            events.add(new ClusterEvent(Kind.NODE_TAINTS, null, Map.of(), null, before, after));
        }
        if (!before.allocatable().equals(after.allocatable())) {
            events.add(new ClusterEvent(Kind.NODE_ALLOCATABLE, null, Map.of(), null, before, after));
        }
        if (!before.labels().equals(after.labels())) {
            events.add(new ClusterEvent(Kind.NODE_LABELS, null, Map.of(), null, before, after));
        }
        if (!before.taints().equals(after.taints())) {
            events.add(new ClusterEvent(Kind.NODE_TAINTS, null, Map.of(), null, before, after));
        }
        if (!before.features().equals(after.features())) {
            events.add(new ClusterEvent(Kind.NODE_FEATURES, null, Map.of(), null, before, after));
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
