package dev.simarena.episode;

import dev.simarena.trace.DeploymentCopy;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.ResourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Check an action before it is applied; what fails is blocked, never clamped.
 *
 * <p>Caps bind increases only and floors reductions only; equality passes. One copy that would violate blocks the action
 * for all.
 */
final class Safeguards {

    private final ActionDeltas deltas;
    private final SafeguardLimits limits;
    private final String deployment;
    private final Quantity lessCpu;
    private final Quantity lessMemory;

    Safeguards(EpisodeSpec spec) {
        this.deltas = spec.deltas();
        this.limits = spec.limits();
        this.deployment = spec.deployment().name();
        this.lessCpu = ActionEdits.negate(deltas.cpu());
        this.lessMemory = ActionEdits.negate(deltas.memory());
    }

    /** Return why the action is blocked, {@code null} where it may be applied. */
    @Nullable
    String check(Action action, List<DeploymentCopy> copies) {
        for (DeploymentCopy copy : copies) {
            String blocked = check(action, copy);
            if (blocked != null) {
                return blocked;
            }
        }
        return null;
    }

    private @Nullable String check(Action action, DeploymentCopy copy) {
        return switch (action) {
            case NOOP -> null;
            case BUMP_CPU_SMALL -> raise(action, ResourceName.CPU, copy.cpu(), deltas.cpu(), limits.maxCpu());
            case BUMP_MEM_SMALL ->
                raise(action, ResourceName.MEMORY, copy.memory(), deltas.memory(), limits.maxMemory());
            case REDUCE_CPU_SMALL -> reduce(action, ResourceName.CPU, copy.cpu(), lessCpu, limits.minCpu());
            case REDUCE_MEM_SMALL -> reduce(action, ResourceName.MEMORY, copy.memory(), lessMemory, limits.minMemory());
            case SCALE_UP_REPLICAS -> {
                long result = (long) copy.replicas() + deltas.replicas();
                yield result > limits.maxReplicas()
                        ? EpisodeMessages.overCap(action, "replicas", deployment, result, limits.maxReplicas())
                        : null;
            }
            case SCALE_DOWN_REPLICAS -> {
                long result = (long) copy.replicas() - deltas.replicas();
                yield result < limits.minReplicas()
                        ? EpisodeMessages.underFloor(action, "replicas", deployment, result, limits.minReplicas())
                        : null;
            }
        };
    }

    private @Nullable String raise(
            Action action, ResourceName resource, @Nullable Quantity current, Quantity delta, Quantity cap) {
        Quantity result = current == null ? delta : current.plus(delta);
        return result.compareTo(cap) > 0
                ? EpisodeMessages.overCap(action, resource.key(), deployment, result, cap)
                : null;
    }

    private @Nullable String reduce(
            Action action, ResourceName resource, @Nullable Quantity current, Quantity less, Quantity floor) {
        if (current == null) {
            return EpisodeMessages.nothingToReduce(action, resource.key(), deployment, floor);
        }
        Quantity result = current.plus(less);
        return result.compareTo(floor) < 0
                ? EpisodeMessages.underFloor(action, resource.key(), deployment, result, floor)
                : null;
    }
}
