package dev.simarena.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

    /** Return the objects in a namespace as {@code Kind/name}, sorted. */
    List<String> objects(String namespace);

    /** Delete what the run owns in a namespace and wait until it is gone; doing it twice is the same as once. */
    void clean(String namespace);
}
