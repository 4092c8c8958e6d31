package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.HostPort;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keep pods off nodes on which another pod claims the same host port. */
final class NodePorts implements FilterPlugin {

    static final String NAME = "NodePorts";

    private final Map<Integer, List<HostPort>> taken = new HashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return kind == ClusterEvent.Kind.POD_DELETED || kind == ClusterEvent.Kind.NODE_ADDED;
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        return event.kind() == ClusterEvent.Kind.NODE_ADDED
                || conflict(
                        waiting.template().hostPorts(), event.pod().template().hostPorts());
    }

    /** Note that a pod came to a node (+1) or left it (-1). */
    void moved(Pod pod, int node, int change) {
        List<HostPort> ports = pod.template().hostPorts();
        if (ports.isEmpty()) {
            return;
        }
        List<HostPort> here = taken.computeIfAbsent(node, __ -> new ArrayList<>());
        if (change > 0) {
            here.addAll(ports);
        } else {
            ports.forEach(here::remove);
        }
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().hostPorts().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        return !conflict(cycle.pod().template().hostPorts(), taken.getOrDefault(node, List.of()));
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.add("node(s) didn't have free ports for the requested pod ports");
    }

    /** Tell whether some port of one list cannot live beside some port of the other. */
    static boolean conflict(List<HostPort> wanted, List<HostPort> taken) {
        for (HostPort port : taken) {
            for (HostPort other : wanted) {
                if (other.conflicts(port)) {
                    return true;
                }
            }
        }
        return false;
    }
}
