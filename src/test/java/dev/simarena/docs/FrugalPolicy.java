package dev.simarena.docs;

import dev.simarena.episode.Action;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import dev.simarena.episode.StepResult;
import org.jspecify.annotations.Nullable;

/** Reduce what the scheduler calls insufficient; give a replica away where that is not possible. */
public final class FrugalPolicy implements Policy {

    private @Nullable PolicyContext rules;
    private boolean blocked;

    @Override
    public void begin(PolicyContext context) {
        rules = context;
    }

    @Override
    public Action act(Observation seen) {
        if (blocked || (rules != null && seen.total() > rules.target())) {
            return Action.SCALE_DOWN_REPLICAS;
        }
        if (seen.unschedulable().containsKey("Insufficient cpu")) {
            return Action.REDUCE_CPU_SMALL;
        }
        if (seen.unschedulable().containsKey("Insufficient memory")) {
            return Action.REDUCE_MEM_SMALL;
        }
        return Action.NOOP;
    }

    @Override
    public void observe(StepResult result) {
        blocked = result.record().outcome() != null && result.record().outcome().blocked();
    }
}
