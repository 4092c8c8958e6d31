package dev.simarena.episode;

import dev.simarena.trace.DeploymentCopy;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.EditResult;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ResourceName;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import java.util.List;

/** Apply actions to traces, guarded by the safeguards. */
final class ActionEdits {

    private final DeploymentRef deployment;
    private final ActionDeltas deltas;
    private final Safeguards safeguards;
    private final Quantity lessCpu;
    private final Quantity lessMemory;

    ActionEdits(EpisodeSpec spec) {
        this.deployment = spec.deployment();
        this.deltas = spec.deltas();
        this.safeguards = new Safeguards(spec);
        this.lessCpu = negate(deltas.cpu());
        this.lessMemory = negate(deltas.memory());
    }

    /**
     * Hold a trace after an action.
     *
     * @param trace the edited trace, or the same one when nothing changed
     * @param outcome what came of the action
     */
    record Edited(Trace trace, ActionOutcome outcome) {}

    /** Apply an action; whatever is wrong with the trace or the action leaves the trace as it is, with a message. */
    Edited apply(Action action, Trace trace) {
        if (action == Action.NOOP) {
            return new Edited(trace, new ActionOutcome(false, false, null));
        }
        String blocked;
        try {
            List<DeploymentCopy> copies = TraceEdits.copies(trace, deployment);
            blocked = safeguards.check(action, copies);
        } catch (InvalidQuantityException e) {
            return new Edited(trace, new ActionOutcome(false, false, EpisodeMessages.notApplied(action, e)));
        }
        if (blocked != null) {
            return new Edited(trace, new ActionOutcome(false, true, blocked));
        }
        EditResult result = edit(action, trace);
        return new Edited(result.trace(), new ActionOutcome(result.changed(), false, result.reason()));
    }

    private EditResult edit(Action action, Trace trace) {
        return switch (action) {
            case NOOP -> throw new IllegalArgumentException(action.key());
            case BUMP_CPU_SMALL -> TraceEdits.addRequest(trace, deployment, ResourceName.CPU, deltas.cpu());
            case BUMP_MEM_SMALL -> TraceEdits.addRequest(trace, deployment, ResourceName.MEMORY, deltas.memory());
            case SCALE_UP_REPLICAS -> TraceEdits.addReplicas(trace, deployment, deltas.replicas());
            case REDUCE_CPU_SMALL -> TraceEdits.addRequest(trace, deployment, ResourceName.CPU, lessCpu);
            case REDUCE_MEM_SMALL -> TraceEdits.addRequest(trace, deployment, ResourceName.MEMORY, lessMemory);
            case SCALE_DOWN_REPLICAS -> TraceEdits.addReplicas(trace, deployment, -deltas.replicas());
        };
    }

    /** Return the quantity with the other sign; a sum takes its unit from the first summand, so the spelling is free. */
    static Quantity negate(Quantity quantity) {
        return Quantity.parse(quantity.value().negate().toPlainString());
    }
}
