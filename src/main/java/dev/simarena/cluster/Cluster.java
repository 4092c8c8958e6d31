package dev.simarena.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

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

    /**
     * Return a client of the API server of this cluster; it lives as long as the cluster.
     *
     * <p>It sees what clients do, never what replays do on their own: each replay of the embedded cluster has a world of its
     * own, whose client hooks get from {@link HookContext#client}.
     *
     * @throws UnsupportedOperationException where the cluster has no such API server
     */
    default KubernetesClient client() {
        throw new UnsupportedOperationException(ClusterMessages.notStanding(name()));
    }

    /**
     * Return a kubeconfig by which programs outside of this JVM reach the same API server.
     *
     * <p>The first call opens it to them; before, nobody outside can reach an embedded cluster.
     *
     * @throws UnsupportedOperationException where the cluster has no such API server
     */
    default String kubeconfig() {
        throw new UnsupportedOperationException(ClusterMessages.notStanding(name()));
    }

    /**
     * Return the time of the cluster that {@link #client} shows.
     *
     * @throws UnsupportedOperationException where the cluster has no such time
     */
    default Instant now() {
        throw new UnsupportedOperationException(ClusterMessages.notStanding(name()));
    }

    /**
     * Let time pass in the cluster that {@link #client} shows: at once in the embedded one, where it stands still otherwise.
     *
     * @throws IllegalArgumentException for a negative duration
     * @throws UnsupportedOperationException where the cluster has no such time
     */
    default void advance(Duration duration) {
        throw new UnsupportedOperationException(ClusterMessages.notStanding(name()));
    }

    /**
     * Let time pass until a condition holds, at most by a duration of the cluster's time.
     *
     * @return whether the condition held in the end
     * @throws IllegalArgumentException for a negative duration
     * @throws UnsupportedOperationException where the cluster has no such time
     */
    default boolean await(BooleanSupplier condition, Duration deadline) {
        throw new UnsupportedOperationException(ClusterMessages.notStanding(name()));
    }

    @Override
    default void close() {}
}
