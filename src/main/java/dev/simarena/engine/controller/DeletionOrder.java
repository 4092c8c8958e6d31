package dev.simarena.engine.controller;

import dev.simarena.engine.model.ContainerRestarts;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rank pods of a ReplicaSet that scales down; the first are deleted first.
 *
 * <p>Unassigned, pending, not ready, cheaper to delete, more siblings on its node, ready for less time, more restarts of a
 * container, newer. Times are whole seconds, as the API has them, and compared by the whole part of the binary logarithm
 * of nanoseconds ago; equal ones by uid. Source: {@code ActivePodsWithRanks.Less} of kube-controller-manager.
 */
final class DeletionOrder implements Comparator<Pod> {

    /** Annotation by which a user says how dear a pod is. */
    static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    /** No plus sign and no leading zeros. */
    private static final Pattern NUMBER = Pattern.compile("0|-[0-9]+|[1-9][0-9]*");

    private static final long MICROS = 1_000_000;

    private final Map<String, Integer> crowd = new HashMap<>();
    private final long now;

    DeletionOrder(Iterable<ReplicaSet> siblings, long now) {
        this.now = now;
        for (ReplicaSet set : siblings) {
            for (Pod pod : set.pods()) {
                String node = pod.nodeName();
                if (node != null && pod.active()) {
                    crowd.merge(node, 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public int compare(Pod a, Pod b) {
        int order = Boolean.compare(a.nodeName() != null, b.nodeName() != null);
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
        long readyA = seconds(a.readySince());
        long readyB = seconds(b.readySince());
        if (a.isReady() && readyA != readyB) {
            return compareAges(a, b, readyA, readyB);
        }
        order = ContainerRestarts.MOST_FIRST.compare(a.restarts(), b.restarts());
        if (order != 0) {
            return order;
        }
        long createdA = seconds(a.created());
        long createdB = seconds(b.created());
        return createdA != createdB ? compareAges(a, b, createdA, createdB) : a.compareUid(b);
    }

    private int compareAges(Pod a, Pod b, long secondOfA, long secondOfB) {
        int order = Integer.compare(rank(secondOfA), rank(secondOfB));
        return order != 0 ? order : a.compareUid(b);
    }

    private static long seconds(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /** Whole part of the binary logarithm of the age in nanoseconds; -1 for no age. */
    private int rank(long second) {
        double nanos = (now - second * MICROS) * 1000.0;
        return nanos <= 0 ? -1 : Math.getExponent(nanos);
    }

    private int crowd(Pod pod) {
        String node = pod.nodeName();
        return node == null ? 0 : crowd.getOrDefault(node, 0);
    }

    private static int cost(Pod pod) {
        String cost = pod.annotations().get(COST);
        if (cost == null || !NUMBER.matcher(cost).matches()) {
            return 0;
        }
        try {
            return Integer.parseInt(cost);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
