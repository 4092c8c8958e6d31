package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.HostPort;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;

/** Keep pods off nodes on which another pod claims the same host port. */
final class NodePorts implements FilterPlugin {

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().hostPorts().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        if (node == null) {
            return false;
        }
        for (Pod other : node.pods()) {
            for (HostPort taken : other.template().hostPorts()) {
                for (HostPort wanted : cycle.pod().template().hostPorts()) {
                    if (wanted.conflicts(taken)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.add("node(s) didn't have free ports for the requested pod ports");
    }
}
