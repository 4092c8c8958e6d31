package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import org.jspecify.annotations.Nullable;

/** Scale towards the target; requests are left as they are. */
final class ScaleReplicasPolicy implements Policy {

    private @Nullable PolicyContext context;

    @Override
    public void begin(PolicyContext context) {
        this.context = context;
    }

    @Override
    public Action act(Observation observation) {
        if (context == null) {
            throw new IllegalStateException(PolicyMessages.notBegun("scale_replicas"));
        }
        int missing = context.target() - observation.total();
        if (missing == 0) {
            return Action.NOOP;
        }
        return missing > 0 ? Action.SCALE_UP_REPLICAS : Action.SCALE_DOWN_REPLICAS;
    }
}
