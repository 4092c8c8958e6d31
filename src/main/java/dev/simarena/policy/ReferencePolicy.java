package dev.simarena.policy;

import dev.simarena.episode.Action;
import dev.simarena.episode.ActionOutcome;
import dev.simarena.episode.Observation;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyContext;
import dev.simarena.episode.StepResult;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mend replicas first, then requests, in the fewest steps.
 *
 * <p>Once the replicas are right it counts, from the nodes' allocatable, the fewest reductions after which the target's
 * pods fit, and takes them one by one; if that is not enough it counts again beside what other pods request there. No
 * solution needs fewer, since other pods only take room away. It reduces only what the reasons of unschedulable pods call
 * insufficient or the nodes have no room for. Where containers are killed or throttled because they use more than they
 * may, it requests more. It does nothing where nothing it may do helps. An action that was blocked
 * or changed nothing is not tried again.
 */
final class ReferencePolicy implements Policy {

    private static final String INSUFFICIENT_CPU = "Insufficient cpu";
    private static final String INSUFFICIENT_MEMORY = "Insufficient memory";

    private final Set<Action> useless = EnumSet.noneOf(Action.class);
    private @Nullable PolicyContext context;

    @Override
    public void begin(PolicyContext context) {
        this.context = context;
    }

    @Override
    public Action act(Observation observation) {
        if (context == null) {
            throw new IllegalStateException(PolicyMessages.notBegun("reference"));
        }
        return observation.replicas() == context.target() ? reduce(observation, context) : scale(observation, context);
    }

    private Action scale(Observation observation, PolicyContext rules) {
        int missing = rules.target() - observation.replicas();
        Action action = missing > 0 ? Action.SCALE_UP_REPLICAS : Action.SCALE_DOWN_REPLICAS;
        int step = missing > 0 ? rules.deltas().replicas() : -rules.deltas().replicas();
        boolean nearer = Math.abs(missing - step) < Math.abs(missing);
        return nearer ? unlessUseless(action) : Action.NOOP;
    }

    private Action reduce(Observation observation, PolicyContext rules) {
        boolean lacksCpu = observation.unschedulable().containsKey(INSUFFICIENT_CPU);
        boolean lacksMemory = observation.unschedulable().containsKey(INSUFFICIENT_MEMORY);
        if (!lacksCpu && !lacksMemory) {
            return feed(observation);
        }
        Reductions fewest = fewest(Capacity.beforeOthers(observation), observation, rules);
        if (fewest == null) {
            return request(observation, rules, lacksCpu, lacksMemory);
        }
        if (fewest.none()) {
            fewest = fewest(Capacity.besideOthers(observation), observation, rules);
        }
        if (fewest != null && fewest.cpu() > 0) {
            return Action.REDUCE_CPU_SMALL;
        }
        if (fewest != null && fewest.memory() > 0) {
            return Action.REDUCE_MEM_SMALL;
        }
        // By the numbers they fit where they come first, but others did, or some nodes are closed to these pods.
        Action named = lacksCpu ? unlessUseless(Action.REDUCE_CPU_SMALL) : Action.NOOP;
        return named == Action.NOOP && lacksMemory ? unlessUseless(Action.REDUCE_MEM_SMALL) : named;
    }

    /** Request more of what containers use more of than they may. */
    private Action feed(Observation observation) {
        Observation.Usage usage = observation.usage();
        if (usage == null) {
            return Action.NOOP;
        }
        Action memory = usage.oomKilled() > 0 ? unlessUseless(Action.BUMP_MEM_SMALL) : Action.NOOP;
        return memory == Action.NOOP && usage.throttled() > 0 ? unlessUseless(Action.BUMP_CPU_SMALL) : memory;
    }

    private @Nullable Reductions fewest(Capacity capacity, Observation observation, PolicyContext rules) {
        return Reductions.fewest(
                capacity,
                observation,
                rules,
                !useless.contains(Action.REDUCE_CPU_SMALL),
                !useless.contains(Action.REDUCE_MEM_SMALL));
    }

    /** Request less than a limit that stands in for an absent request, which cannot be reduced. */
    private Action request(Observation observation, PolicyContext rules, boolean lacksCpu, boolean lacksMemory) {
        if (lacksCpu
                && observation.cpuMilli() == 0
                && observation.podCpuMilli() > rules.deltas().cpu().milliValue()) {
            return unlessUseless(Action.BUMP_CPU_SMALL);
        }
        if (lacksMemory
                && observation.memoryBytes() == 0
                && observation.podMemoryBytes() > rules.deltas().memory().longValue()) {
            return unlessUseless(Action.BUMP_MEM_SMALL);
        }
        return Action.NOOP;
    }

    private Action unlessUseless(Action action) {
        return useless.contains(action) ? Action.NOOP : action;
    }

    @Override
    public void observe(StepResult result) {
        Action action = result.record().action();
        ActionOutcome outcome = result.record().outcome();
        if (action != null && outcome != null && !outcome.changed()) {
            useless.add(action);
        }
    }
}
