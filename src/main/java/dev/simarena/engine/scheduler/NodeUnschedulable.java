package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.Taint;
import org.jspecify.annotations.Nullable;

/** Keep pods off cordoned nodes unless they tolerate the taint that a cordon stands for. */
final class NodeUnschedulable implements NodeRule {

    @Override
    public @Nullable String reject(Placement placement, Node node) {
        return node.unschedulable() && !placement.tolerates(Taint.UNSCHEDULABLE) ? "node(s) were unschedulable" : null;
    }
}
