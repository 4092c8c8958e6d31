package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.ResourceAmounts;
import dev.simarena.engine.model.Taint;
import java.util.List;
import java.util.Map;

/**
 * Keep what a node declared at some time.
 *
 * @param name name
 * @param labels labels
 * @param taints taints
 * @param unschedulable whether it was cordoned
 * @param allocatable what pods could take in all
 * @param features features it declared
 */
record NodeState(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        boolean unschedulable,
        ResourceAmounts allocatable,
        List<String> features) {

    static NodeState of(Node node) {
        return new NodeState(
                node.name(),
                node.labels(),
                node.taints(),
                node.unschedulable(),
                node.allocatable(),
                node.declaredFeatures());
    }
}
