package dev.simarena.engine.controller;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.Taint;

/**
 * Say on which nodes the pods of a DaemonSet belong: name, selector, affinity and taints decide, room does not.
 *
 * <p>Source: {@code NodeShouldRunDaemonPod} of {@code pkg/controller/daemon}.
 */
enum DaemonNodes {
    /** A pod belongs there. */
    SHOULD_RUN,
    /** A pod that is there stays, but none is made. */
    MAY_STAY,
    /** A pod that is there goes. */
    MUST_NOT;

    /**
     * Look at a node.
     *
     * @param template template that has the tolerations of a DaemonSet's pods
     */
    static DaemonNodes of(PodTemplate template, Node node) {
        Placement placement = template.placement();
        if ((!template.nodeName().isEmpty() && !template.nodeName().equals(node.name())) || !placement.selects(node)) {
            return MUST_NOT;
        }
        DaemonNodes verdict = SHOULD_RUN;
        for (Taint taint : node.taints()) {
            if (taint.hard() && !placement.tolerates(taint)) {
                if (taint.effect().equals("NoExecute")) {
                    return MUST_NOT;
                }
                verdict = MAY_STAY;
            }
        }
        return verdict;
    }
}
