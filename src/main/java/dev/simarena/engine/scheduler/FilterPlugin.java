package dev.simarena.engine.scheduler;

/** Filter nodes by what is on them now. */
interface FilterPlugin {

    /** Tell whether the plugin has anything to say about this pod. */
    boolean concerns(Cycle cycle);

    /** Tell whether the pod could run on the node. */
    boolean feasible(Cycle cycle, int node);

    /** Say why the pod cannot run on a node that is not feasible. */
    void explain(Cycle cycle, int node, Rejection rejection);
}
