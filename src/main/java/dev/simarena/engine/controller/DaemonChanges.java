package dev.simarena.engine.controller;

import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** Collect which pods of a DaemonSet are to go and which nodes are to get one. */
final class DaemonChanges {

    private final List<Pod> delete = new ArrayList<>();
    private final List<String> create = new ArrayList<>();

    void delete(Pod pod) {
        delete.add(pod);
    }

    void create(String node) {
        create.add(node);
    }

    /** Return the pods to delete, in order. */
    List<Pod> deleted() {
        return delete;
    }

    /** Return the names of the nodes that need a pod, in order. */
    List<String> created() {
        return create;
    }

    boolean none() {
        return delete.isEmpty() && create.isEmpty();
    }
}
