package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Pod;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Delete the victims of preemptions after the scheduling cycles that chose them.
 *
 * <p>The pod for which room is made is kept from being tried until the deletion of its last victim has begun. So it misses
 * what the end of the other victims would have told it, as on a real cluster.
 */
final class Evictions {

    private static final String MESSAGE = "default-scheduler: preempting to accommodate a higher priority pod";

    private record Eviction(Pod preemptor, String node, List<Pod> victims) {}

    private final EventLog events;
    private final Timeline timeline;
    private final Consumer<Pod> deleter;
    private final BiConsumer<Pod, String> yielded;
    private final ArrayDeque<Eviction> waiting = new ArrayDeque<>();
    private final Set<Pod> preempting = new LinkedHashSet<>();

    /**
     * Delete by a deleter.
     *
     * @param yielded told of each preemptor and its node before the victims go, so that pods of lower priority wait for
     *     that node no more
     */
    Evictions(EventLog events, Timeline timeline, Consumer<Pod> deleter, BiConsumer<Pod, String> yielded) {
        this.events = events;
        this.timeline = timeline;
        this.deleter = deleter;
        this.yielded = yielded;
    }

    /** Delete victims later. */
    void add(Pod preemptor, String node, List<Pod> victims) {
        preempting.add(preemptor);
        waiting.add(new Eviction(preemptor, node, List.copyOf(victims)));
    }

    /** Tell whether the deletion of a pod's victims has not yet begun for the last of them. */
    boolean preempting(Pod pod) {
        return preempting.contains(pod);
    }

    /** Delete the victims of the next preemption; returns whether there was one. */
    boolean run() {
        Eviction eviction = waiting.poll();
        if (eviction == null) {
            return false;
        }
        yielded.accept(eviction.preemptor(), eviction.node());
        List<Pod> victims = eviction.victims();
        for (int i = 0; i < victims.size(); i++) {
            if (i == victims.size() - 1) {
                preempting.remove(eviction.preemptor());
            }
            evict(eviction, victims.get(i));
        }
        return true;
    }

    private void evict(Eviction eviction, Pod victim) {
        if (victim.gone()) {
            return;
        }
        long now = timeline.now();
        victim.disrupt(new Condition("DisruptionTarget", "True", Preemption.PREEMPTED, MESSAGE, now, now));
        events.normal(
                victim, "Preempted", "Preempted by pod " + eviction.preemptor().uid() + " on node " + eviction.node());
        deleter.accept(victim);
    }
}
