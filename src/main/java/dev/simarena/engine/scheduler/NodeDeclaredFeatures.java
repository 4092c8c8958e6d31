package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;

/**
 * Keep pods off nodes that do not declare the features they need, from 1.36 on.
 *
 * <p>Needed are {@code RestartAllContainersOnContainerExits} by a restart rule of that action and {@code
 * UserNamespacesHostNetworkSupport} by a pod in the network but not the user namespace of its node. KWOK's nodes declare
 * nothing by themselves.
 */
final class NodeDeclaredFeatures implements FilterPlugin {

    static final String NAME = "NodeDeclaredFeatures";

    private final boolean enabled;

    NodeDeclaredFeatures(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return enabled && (kind == ClusterEvent.Kind.NODE_ADDED || kind == ClusterEvent.Kind.NODE_FEATURES);
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        return true;
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return enabled && !cycle.pod().template().neededFeatures().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        Node there = cycle.nodes().node(node);
        return there != null
                && there.declaredFeatures().containsAll(cycle.pod().template().neededFeatures());
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.addHopeless("node(s) didn't match Pod's required features");
    }
}
