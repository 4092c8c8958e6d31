package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Pod;

/** Reject pods, and tell which changes may make a rejected pod worth another try (queueing hints). */
interface Rejecter {

    /** Return the plugin's name in Kubernetes. */
    String name();

    /** Tell whether changes of a kind can ever help. */
    boolean cares(ClusterEvent.Kind kind);

    /** Tell whether a change of such a kind may help a pod that this plugin rejected. */
    boolean helps(Pod waiting, ClusterEvent event);
}
