package dev.simarena.engine.model;

/**
 * Declare a DaemonSet, defaults applied.
 *
 * @param selector selector of its pods
 * @param template template of its pods
 * @param onDelete whether the update strategy is OnDelete, else RollingUpdate
 * @param surge {@code maxSurge}: pods beyond one a node during an update
 * @param unavailable {@code maxUnavailable}: nodes without an available pod during an update
 * @param minReadySeconds seconds a pod must be ready to count as available
 * @param revisionHistoryLimit number of old revisions to keep
 */
public record DaemonSetSpec(
        LabelSelector selector,
        PodTemplate template,
        boolean onDelete,
        IntOrPercent surge,
        IntOrPercent unavailable,
        int minReadySeconds,
        int revisionHistoryLimit) {

    /** Tell whether an update may run two pods on a node. */
    public boolean surges() {
        return maxSurge(1) > 0;
    }

    /** Return how many nodes of a number may run a second pod; percentages are rounded up. */
    public int maxSurge(int nodes) {
        return onDelete ? 0 : surge.up(nodes);
    }

    /** Return how many nodes of a number may lack a pod, 1 where nothing else lets an update go on; rounded up. */
    public int maxUnavailable(int nodes) {
        int up = onDelete ? 0 : unavailable.up(nodes);
        return up == 0 && nodes > 0 && maxSurge(nodes) == 0 ? 1 : up;
    }
}
