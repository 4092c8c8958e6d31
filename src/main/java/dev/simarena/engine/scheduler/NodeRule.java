package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Filter nodes by what is declared of pod and node alone, so that the answer holds until the node changes.
 *
 * <p>All rules give the status UnschedulableAndUnresolvable: no preemption can help.
 */
interface NodeRule extends Rejecter {

    /** Return why pods with this placement cannot run on the node, {@code null} where they can. */
    @Nullable
    String reject(Placement placement, Node node);
}
