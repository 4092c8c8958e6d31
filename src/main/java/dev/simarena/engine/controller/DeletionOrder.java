package dev.simarena.engine.controller;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Rank pods of a ReplicaSet that scales down; the first are deleted first.
 *
 * <p>Unassigned, pending, not ready, cheaper to delete, more siblings on its node, ready for less time, newer. Times are
 * compared by the whole part of the binary logarithm of nanoseconds ago; equal ones by uid. Source: {@code
 * ActivePodsWithRanks.Less} of kube-controller-manager.
 */
final class DeletionOrder implements Comparator<Pod> {

    /** Annotation by which a user says how dear a pod is. */
    static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private final Map<Node, Integer> crowd = new HashMap<>();
    private final long now;

    DeletionOrder(Iterable<ReplicaSet> siblings, long now) {
        this.now = now;
        for (ReplicaSet set : siblings) {
            for (Pod pod : set.pods()) {
                if (pod.active() && pod.node() != null) {
                    crowd.merge(pod.node(), 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public int compare(Pod a, Pod b) {
        int order = Boolean.compare(a.node() != null, b.node() != null);
        if (order != 0) {
            return order;
        }
        order = Boolean.compare(a.phase() != Phase.PENDING, b.phase() != Phase.PENDING);
        if (order != 0) {
            return order;
        }
        order = Boolean.compare(a.isReady(), b.isReady());
        if (order != 0) {
            return order;
        }
        order = Integer.compare(cost(a), cost(b));
        if (order != 0) {
            return order;
        }
        order = Integer.compare(crowd(b), crowd(a));
        if (order != 0) {
            return order;
        }
        if (a.isReady() && a.readySince() != b.readySince()) {
            return compareAges(a, b, a.readySince(), b.readySince());
        }
        if (a.created() != b.created()) {
            return compareAges(a, b, a.created(), b.created());
        }
        return a.compareUid(b);
    }

    private int compareAges(Pod a, Pod b, long timeOfA, long timeOfB) {
        int order = Integer.compare(rank(timeOfA), rank(timeOfB));
        return order != 0 ? order : a.compareUid(b);
    }

    /** Whole part of the binary logarithm of the age in nanoseconds; -1 for no age. */
    private int rank(long time) {
        double nanos = (now - time) * 1000.0;
        return nanos <= 0 ? -1 : Math.getExponent(nanos);
    }

    private int crowd(Pod pod) {
        Node node = pod.node();
        return node == null ? 0 : crowd.getOrDefault(node, 0);
    }

    private static int cost(Pod pod) {
        String cost = pod.annotations().get(COST);
        if (cost == null) {
            return 0;
        }
        try {
            return Integer.parseInt(cost);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
