package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodRequests;

/**
 * Look at one attempt to schedule one pod.
 *
 * @param pod the pod
 * @param requests what it asks of a node
 * @param placement what it demands of a node apart from room
 * @param nodes the numbers of all nodes
 */
record Cycle(Pod pod, PodRequests requests, Placement placement, NodeTable nodes) {

    /** Return the pod's namespace. */
    String namespace() {
        return String.valueOf(pod.namespace());
    }

    static Cycle of(Pod pod, NodeTable nodes) {
        return new Cycle(pod, pod.template().requests(), pod.template().placement(), nodes);
    }
}
