package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ThrottledException;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Delete the victims of preemptions.
 *
 * <p>The pod for which room is made is kept from being tried until the deletion of its last victim has begun. So it misses
 * what the end of the other victims would have told it, as on a real cluster.
 */
final class VictimDeletion {

    private static final String MESSAGE = "default-scheduler: preempting to accommodate a higher priority pod";

    private record Eviction(Pod preemptor, String node, List<Pod> victims) {

        Eviction in(Fork fork) {
            return new Eviction(fork.of(preemptor), node, fork.list(victims));
        }
    }

    private final EventLog events;
    private final Timeline timeline;
    private final Deletion deletion;
    private final Client client;
    private final BiConsumer<Pod, String> yielded;
    private final List<Eviction> chosen = new ArrayList<>();
    private final List<Eviction> begun = new ArrayList<>();
    private final List<Eviction> ending = new ArrayList<>();
    private final Set<Pod> preempting = new LinkedHashSet<>();

    /**
     * Make the part that deletes victims.
     *
     * @param yielded told of each preemptor and its node before the victims go, so that pods of lower priority wait for
     *     that node no more
     */
    VictimDeletion(
            EventLog events, Timeline timeline, Deletion deletion, Client client, BiConsumer<Pod, String> yielded) {
        this.events = events;
        this.timeline = timeline;
        this.deletion = deletion;
        this.client = client;
        this.yielded = yielded;
    }

    /** Take over what is still to be deleted in another world. */
    void copyFrom(VictimDeletion original, Fork fork) {
        original.chosen.forEach(eviction -> chosen.add(eviction.in(fork)));
        original.begun.forEach(eviction -> begun.add(eviction.in(fork)));
        original.ending.forEach(eviction -> ending.add(eviction.in(fork)));
        preempting.addAll(fork.list(original.preempting));
    }

    /** Delete victims later, those at least that are not being deleted already. */
    void add(Pod preemptor, String node, List<Pod> victims) {
        List<Pod> alive = victims.stream().filter(pod -> !pod.terminating()).toList();
        if (!alive.isEmpty()) {
            preempting.add(preemptor);
            chosen.add(new Eviction(preemptor, node, alive));
        }
    }

    /** Tell whether the deletion of a pod's victims has not yet begun for the last of them. */
    boolean preempting(Pod pod) {
        return preempting.contains(pod);
    }

    /**
     * Begin to delete the victims chosen since: all of them but the last of several, which goes later.
     *
     * <p>On a real cluster this happens while the next pod is tried, which most often sees its outcome.
     *
     * @throws ThrottledException where it must go on later
     */
    void begin() {
        while (!chosen.isEmpty()) {
            Eviction eviction = chosen.get(0);
            yielded.accept(eviction.preemptor(), eviction.node());
            List<Pod> victims = eviction.victims();
            for (Pod victim : victims.subList(0, victims.size() - 1)) {
                if (pay(victim)) {
                    evict(eviction, victim);
                }
            }
            if (victims.size() == 1) {
                end(eviction);
            } else {
                begun.add(eviction);
            }
            chosen.remove(0);
        }
    }

    /**
     * Delete the last victims of those preemptions whose others were deleted in an earlier round.
     *
     * @return whether there was or will be something to do
     * @throws ThrottledException where it must go on later
     */
    boolean end() {
        boolean worked = !ending.isEmpty() || !begun.isEmpty();
        while (!ending.isEmpty()) {
            end(ending.get(0));
            ending.remove(0);
        }
        ending.addAll(begun);
        begun.clear();
        return worked;
    }

    private void end(Eviction eviction) {
        Pod last = eviction.victims().get(eviction.victims().size() - 1);
        boolean alive = pay(last);
        preempting.remove(eviction.preemptor());
        if (alive) {
            evict(eviction, last);
        }
    }

    /** Take what the condition and the deletion of a victim cost; false where it needs neither. */
    private boolean pay(Pod victim) {
        if (victim.gone() || victim.terminating()) {
            return false;
        }
        client.take();
        client.charge();
        return true;
    }

    private void evict(Eviction eviction, Pod victim) {
        long now = timeline.now();
        victim.disrupt(new Condition("DisruptionTarget", "True", Preemption.PREEMPTED, MESSAGE, now, now));
        events.normal(
                victim,
                "Preempted",
                "Preempted by pod " + eviction.preemptor().uid() + " on node " + eviction.node(),
                eviction.preemptor());
        deletion.delete(victim);
    }
}
