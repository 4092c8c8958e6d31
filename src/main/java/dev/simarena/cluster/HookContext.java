package dev.simarena.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Consumer;

/** Give a hook access to the namespaces of its replay. */
public interface HookContext {

    /** Return the stage that is running. */
    HookStage stage();

    /** Return the name of the Simulation. */
    String simulation();

    /** Return the id of the run, the value of the label on everything created. */
    String runId();

    /** Return the virtual namespaces of the trace, sorted, for example {@code virtual-default}. */
    List<String> namespaces();

    /**
     * Apply a Kubernetes object; it gets the run's label and is deleted with the simulation.
     *
     * <p>A virtual namespace that does not exist yet is created for it.
     *
     * @throws EnvironmentException when the API server refuses the object
     */
    void apply(JsonNode object);

    /**
     * Return a client of the cluster of this replay, which lives as long as the replay: for an operator under test, say.
     *
     * <p>What informers and watches in this JVM do about a change they have done before the time of the replay moves on.
     *
     * @throws UnsupportedOperationException where the cluster has none for hooks
     */
    default KubernetesClient client() {
        throw new UnsupportedOperationException(ClusterMessages.notStanding("of this hook"));
    }

    /**
     * Keep the cluster of this replay open for a person with kubectl, and wait until somebody ends the session.
     *
     * <p>Its time follows that of the wall meanwhile; other sessions of this JVM wait for their turn.
     *
     * @param port port of 127.0.0.1, 0 for a free one
     * @param told who is told how to look around and how to end the session
     * @throws UnsupportedOperationException where the cluster cannot be kept open
     */
    default void debug(int port, Consumer<String> told) {
        throw new UnsupportedOperationException(ClusterMessages.notStanding("of this hook"));
    }

    /** Return the objects in a namespace as {@code Kind/name}, sorted. */
    List<String> objects(String namespace);

    /** Delete what the run owns in a namespace and wait until it is gone; doing it twice is the same as once. */
    void clean(String namespace);
}
