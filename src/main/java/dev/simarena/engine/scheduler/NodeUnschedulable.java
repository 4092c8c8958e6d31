package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.Taint;
import org.jspecify.annotations.Nullable;

/** Keep pods off cordoned nodes unless they tolerate the taint that a cordon stands for. */
final class NodeUnschedulable implements NodeRule {

    static final String NAME = "NodeUnschedulable";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case NODE_ADDED, NODE_TAINTS, POD_TOLERATIONS -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        if (event.kind() == ClusterEvent.Kind.POD_TOLERATIONS) {
            return event.pod().equals(waiting) && waiting.template().placement().tolerates(Taint.UNSCHEDULABLE);
        }
        NodeState before = event.before();
        return (before == null || before.unschedulable()) && !event.node().unschedulable();
    }

    @Override
    public @Nullable String reject(Placement placement, Node node) {
        return node.unschedulable() && !placement.tolerates(Taint.UNSCHEDULABLE) ? "node(s) were unschedulable" : null;
    }
}
