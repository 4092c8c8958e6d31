package dev.simarena.engine.scheduler;

import org.jspecify.annotations.Nullable;

/** Filter nodes by what is on them now. */
interface FilterPlugin extends Rejecter {

    /** Look at the pod and at what is in the cluster now; returns whether the plugin has anything to say. */
    boolean concerns(Cycle cycle);

    /** Say why the pod cannot run on any node, {@code null} where that depends on the node. */
    default @Nullable String refusal(Cycle cycle) {
        return null;
    }

    /** Tell whether the pod could run on the node. */
    boolean feasible(Cycle cycle, int node);

    /** Say why the pod cannot run on a node that is not feasible. */
    void explain(Cycle cycle, int node, Rejection rejection);
}
