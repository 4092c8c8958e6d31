package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.Objects;
import java.util.TreeMap;

/** Count the pods on nodes for all plugins that look at other pods. */
final class CountedPods {

    private final NodeTable nodes;
    private final PodGroups groups;
    private final NodePorts ports;
    private final VolumeRestrictions restrictions;
    private final NodeVolumeLimits limits;
    private final TreeMap<Integer, int[]> priorities = new TreeMap<>();

    CountedPods(
            NodeTable nodes,
            PodGroups groups,
            NodePorts ports,
            VolumeRestrictions restrictions,
            NodeVolumeLimits limits) {
        this.nodes = nodes;
        this.groups = groups;
        this.ports = ports;
        this.restrictions = restrictions;
        this.limits = limits;
    }

    /** Count the pods of a store that was copied from another world, whose node table was copied before. */
    void recount(ObjectStore store) {
        // in the order of creation pods of one template come one after the other, which the groups make use of
        for (ApiObject object : store.list(Gvk.POD, null)) {
            if (object instanceof Pod pod && pod.counted()) {
                moved(pod, Objects.requireNonNull(pod.node()).index(), 1);
            }
        }
    }

    /** Count a pod on the node it is bound to. */
    void assign(Pod pod, Node node) {
        nodes.assign(pod, node);
        moved(pod, node.index(), 1);
    }

    /** Count a pod no more; it must be counted. */
    void release(Pod pod, Node node) {
        moved(pod, node.index(), -1);
        nodes.release(pod);
    }

    /** Take over the requests of a pod that is counted. */
    void resize(Pod pod, Node node) {
        nodes.resize(pod, node);
    }

    /** Take over the labels of a pod that is counted. */
    void relabel(Pod pod, Node node) {
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node.index(), -1);
        pod.countLabels();
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node.index(), 1);
    }

    /** Note that a pod that is counted is being deleted, so that spreading leaves it out. */
    void terminating(Pod pod) {
        Node node = pod.node();
        if (node != null && !pod.countedTerminating()) {
            groups.moved(pod, pod.countedLabels(), false, node.index(), -1);
            pod.countTerminating();
            groups.moved(pod, pod.countedLabels(), true, node.index(), 1);
        }
    }

    /** Suppose that a pod came to a node (+1) or left it (-1). */
    void suppose(Pod pod, int node, int change) {
        nodes.suppose(pod, node, change);
        groups.moved(pod, pod.counted() ? pod.countedLabels() : pod.labels(), pod.countedTerminating(), node, change);
        ports.moved(pod, node, change);
        restrictions.moved(pod, change);
        limits.moved(pod, node, change);
    }

    /** Tell whether any pod on a node has a lower priority than this one. */
    boolean anyLowerThan(int priority) {
        return !priorities.isEmpty() && priorities.firstKey() < priority;
    }

    private void moved(Pod pod, int node, int change) {
        groups.moved(pod, pod.countedLabels(), pod.countedTerminating(), node, change);
        ports.moved(pod, node, change);
        restrictions.moved(pod, change);
        limits.moved(pod, node, change);
        int[] pods = priorities.computeIfAbsent(pod.priority(), __ -> new int[1]);
        pods[0] += change;
        if (pods[0] == 0) {
            priorities.remove(pod.priority());
        }
    }
}
