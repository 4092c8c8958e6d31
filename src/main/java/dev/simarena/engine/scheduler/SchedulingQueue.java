package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hold the pods that wait for a node: those to try now, those in back-off, and those that no node took.
 *
 * <p>A change wakes only pods that some plugin rejected which says that the change may help. An idle scheduler takes pods
 * out of back-off at once; only pods that failed for want of any node wait for its end.
 */
final class SchedulingQueue {

    private final Collection<? extends Rejecter> rejecters;
    private final Map<String, Rejecter> plugins = new HashMap<>();
    private final LongSupplier clock;
    private final Predicate<Pod> preempting;
    private final PriorityQueue<QueuedPod> active = new PriorityQueue<>(QueuedPod.BY_PRIORITY);
    private final PriorityQueue<QueuedPod> backoff = new PriorityQueue<>(QueuedPod.BY_BACKOFF);
    private final PriorityQueue<QueuedPod> errors = new PriorityQueue<>(QueuedPod.BY_BACKOFF);
    private final Map<Pod, QueuedPod> gated = new LinkedHashMap<>();
    private final Map<Pod, QueuedPod> parked = new LinkedHashMap<>();
    private final Map<Set<String>, Set<QueuedPod>> byRejecters = new LinkedHashMap<>();
    private long tickets;

    /**
     * Make an empty queue.
     *
     * @param rejecters all plugins that can reject
     * @param clock tells the time in microseconds
     * @param preempting tells whether room is still being made for a pod, which is not tried meanwhile
     */
    SchedulingQueue(Collection<? extends Rejecter> rejecters, LongSupplier clock, Predicate<Pod> preempting) {
        this.rejecters = rejecters;
        this.clock = clock;
        this.preempting = preempting;
    }

    /** Take over the pods that wait in another queue. */
    void copyFrom(SchedulingQueue original, Fork fork) {
        tickets = original.tickets;
        original.active.forEach(queued -> active.add(queued.copy(fork)));
        original.backoff.forEach(queued -> backoff.add(queued.copy(fork)));
        original.errors.forEach(queued -> errors.add(queued.copy(fork)));
        original.gated.forEach((pod, queued) -> gated.put(fork.of(pod), queued.copy(fork)));
        original.parked.values().forEach(queued -> park(queued.copy(fork)));
    }

    /** Add a new pod to try as soon as it has no scheduling gates; it has its place in the order from now on. */
    void add(Pod pod) {
        QueuedPod queued = new QueuedPod(pod, tickets++);
        if (pod.template().gated()) {
            gated.put(pod, queued);
        } else {
            active.add(queued);
        }
    }

    /** Put back a pod that was taken but not tried. */
    void putBack(QueuedPod queued) {
        active.add(queued);
    }

    /** Put a pod aside that these plugins rejected. */
    void park(QueuedPod queued, Set<String> rejecters) {
        queued.failed(rejecters, tickets++, clock.getAsLong());
        if (rejecters.isEmpty()) {
            errors.add(queued);
        } else {
            park(queued);
        }
    }

    /** Forget a pod. */
    void remove(Pod pod) {
        gated.remove(pod);
        unpark(pod);
    }

    private void unpark(Pod pod) {
        QueuedPod queued = parked.remove(pod);
        if (queued != null) {
            ungroup(queued);
        }
    }

    /** Take the next pod, {@code null} where none is to try. */
    @Nullable
    QueuedPod poll() {
        release(backoff);
        release(errors);
        QueuedPod next = poll(active);
        return next != null ? next : poll(backoff);
    }

    /** Wake the pods that a change may help. */
    void notice(ClusterEvent event) {
        notice(event, pod -> true);
    }

    /** Wake the pods that a change may help, among those that pass a test. */
    void notice(ClusterEvent event, Predicate<Pod> test) {
        if (parked.isEmpty()) {
            return;
        }
        List<QueuedPod> woken = new ArrayList<>();
        for (Map.Entry<Set<String>, Set<QueuedPod>> group : byRejecters.entrySet()) {
            List<Rejecter> asked = asked(group.getKey(), event);
            if (!asked.isEmpty()) {
                for (QueuedPod queued : group.getValue()) {
                    if (test.test(queued.pod()) && helps(asked, queued, event)) {
                        woken.add(queued);
                    }
                }
            }
        }
        woken.forEach(this::wake);
    }

    /** Let in a pod whose last gate is gone; wake one if a change of its own may help it. */
    void changed(Pod pod) {
        if (!gated.isEmpty() && !pod.template().gated()) {
            QueuedPod free = gated.remove(pod);
            if (free != null) {
                active.add(free);
                return;
            }
        }
        QueuedPod queued = parked.get(pod);
        if (queued == null) {
            return;
        }
        for (ClusterEvent event : queued.changes()) {
            if (helps(asked(queued.rejecters(), event), queued, event)) {
                wake(queued);
                return;
            }
        }
    }

    /** Try pods again whose last attempt is older than a time, whatever rejected them; those kept back go on waiting. */
    void flush(long before) {
        List<QueuedPod> old = new ArrayList<>();
        for (QueuedPod queued : parked.values()) {
            if (queued.attempted() < before && !queued.gated()) {
                old.add(queued);
            }
        }
        old.forEach(this::wake);
    }

    /** Return when the oldest attempt of those pods failed, {@link Long#MAX_VALUE} where there is none. */
    long oldestAttempt() {
        long oldest = Long.MAX_VALUE;
        for (QueuedPod queued : parked.values()) {
            if (!queued.gated()) {
                oldest = Math.min(oldest, queued.attempted());
            }
        }
        return oldest;
    }

    /** Return the end of the earliest back-off after an error, {@link Long#MAX_VALUE} where there is none. */
    long nextErrorBackoffEnd() {
        QueuedPod head = errors.peek();
        return head == null ? Long.MAX_VALUE : head.backoffEnd();
    }

    /** Let pods go whose back-off is over; from then on only their priority and last attempt count. */
    private void release(PriorityQueue<QueuedPod> waiting) {
        long now = clock.getAsLong();
        for (QueuedPod head = waiting.peek(); head != null && !head.backingOff(now); head = waiting.peek()) {
            active.add(waiting.remove());
        }
    }

    private static @Nullable QueuedPod poll(PriorityQueue<QueuedPod> queue) {
        for (QueuedPod queued = queue.poll(); queued != null; queued = queue.poll()) {
            Pod pod = queued.pod();
            if (!pod.gone() && pod.node() == null) {
                return queued;
            }
        }
        return null;
    }

    private List<Rejecter> asked(Set<String> names, ClusterEvent event) {
        if (plugins.isEmpty()) {
            // Late, as in most worlds nothing is ever asked.
            rejecters.forEach(rejecter -> plugins.put(rejecter.name(), rejecter));
        }
        List<Rejecter> asked = new ArrayList<>(names.size());
        for (String name : names) {
            Rejecter rejecter = plugins.get(name);
            if (rejecter != null && rejecter.cares(event.kind())) {
                asked.add(rejecter);
            }
        }
        return asked;
    }

    private static boolean helps(List<Rejecter> asked, QueuedPod queued, ClusterEvent event) {
        if (queued.gated() && event.kind() != ClusterEvent.Kind.POD_DELETED) {
            return false;
        }
        for (Rejecter rejecter : asked) {
            if (rejecter.helps(queued.pod(), event)) {
                return true;
            }
        }
        return false;
    }

    private void wake(QueuedPod queued) {
        unpark(queued.pod());
        if (preempting.test(queued.pod())) {
            Set<String> rejecters = new TreeSet<>(queued.rejecters());
            rejecters.add(Preemption.NAME);
            queued.setRejecters(rejecters);
            queued.setGated(true);
            park(queued);
            return;
        }
        queued.setGated(false);
        (queued.backingOff(clock.getAsLong()) ? backoff : active).add(queued);
    }

    private void park(QueuedPod queued) {
        parked.put(queued.pod(), queued);
        byRejecters
                .computeIfAbsent(queued.rejecters(), __ -> new LinkedHashSet<>())
                .add(queued);
    }

    private void ungroup(QueuedPod queued) {
        Set<QueuedPod> group = byRejecters.get(queued.rejecters());
        if (group != null) {
            group.remove(queued);
            if (group.isEmpty()) {
                byRejecters.remove(queued.rejecters());
            }
        }
    }
}
