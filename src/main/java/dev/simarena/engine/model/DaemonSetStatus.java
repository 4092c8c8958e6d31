package dev.simarena.engine.model;

/**
 * Show a DaemonSet.
 *
 * @param observedGeneration generation the counts belong to
 * @param desired nodes that should run a pod
 * @param current nodes that should and have one
 * @param misscheduled nodes that should not but have one
 * @param ready nodes whose pod is ready
 * @param updated nodes whose pod has the present template
 * @param available nodes whose pod is ready for at least {@code minReadySeconds}
 */
public record DaemonSetStatus(
        long observedGeneration, int desired, int current, int misscheduled, int ready, int updated, int available) {

    /** Status of a DaemonSet no controller has seen. */
    public static final DaemonSetStatus NONE = new DaemonSetStatus(0, 0, 0, 0, 0, 0, 0);

    /** Return the nodes that should have an available pod but have not. */
    public int unavailable() {
        return desired - available;
    }
}
