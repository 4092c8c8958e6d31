package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Pod;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold the pods that wait for a node: those to try, by priority and then by the time of the last attempt, and those that
 * no node took.
 *
 * <p>An idle kube-scheduler takes pods out of back-off at once (1.33 and later), so there is no back-off here. Any change
 * that may help wakes all pods no node took.
 */
final class SchedulingQueue {

    private record Entry(Pod pod, long ticket) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byPriority = Integer.compare(other.pod.priority(), pod.priority());
            return byPriority != 0 ? byPriority : Long.compare(ticket, other.ticket);
        }
    }

    private final PriorityQueue<Entry> active = new PriorityQueue<>();
    private final Set<Pod> unschedulable = new LinkedHashSet<>();
    private long tickets;

    /** Add a pod to try. */
    void add(Pod pod) {
        active.add(new Entry(pod, tickets++));
    }

    /** Put a pod aside that no node took. */
    void park(Pod pod) {
        unschedulable.add(pod);
    }

    /** Forget a pod. */
    void remove(Pod pod) {
        unschedulable.remove(pod);
    }

    /** Try every pod again that no node took, in the order of their last attempts. */
    void wakeAll() {
        for (Pod pod : unschedulable) {
            add(pod);
        }
        unschedulable.clear();
    }

    /** Take the next pod, {@code null} where none is to try. */
    @Nullable
    Pod poll() {
        for (Entry entry = active.poll(); entry != null; entry = active.poll()) {
            Pod pod = entry.pod();
            if (!pod.gone() && pod.node() == null) {
                return pod;
            }
        }
        return null;
    }
}
