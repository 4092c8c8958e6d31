package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Pod;

/** Let all plugins see a cluster in which a pod has come to a node or left it. */
interface Supposition {

    /** Suppose that a pod is on a node (+1), or is not (-1); to be taken back by the opposite. */
    void suppose(Pod pod, int node, int change);
}
