package dev.simarena.cluster;

/**
 * Offer a place where traces are replayed: embedded in this JVM, or a real Kubernetes cluster.
 *
 * <p>A cluster may be used by several threads at once; each replay is independent of the others.
 */
public interface Cluster extends AutoCloseable {

    /** Return the name by which settings select this kind of cluster, for example {@code embedded}. */
    String name();

    /**
     * Play one pass of a trace: {@code pre_start}, create, {@code pre_run}, wait, observe, {@code post_run}, delete,
     * {@code post_stop}.
     *
     * <p>Everything created is deleted in every ending.
     *
     * @throws EnvironmentException when the cluster, not the workload, failed; there is no observation then
     */
    Replay replay(ReplayRequest request);

    @Override
    default void close() {}
}
