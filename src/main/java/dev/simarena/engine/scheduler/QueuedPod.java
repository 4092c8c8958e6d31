package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodRequests;
import dev.simarena.engine.model.Toleration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hold a pod that waits, with its history of attempts. */
final class QueuedPod {

    /** Order of attempts: higher priority first, then the one whose last attempt, or creation, is longer ago. */
    static final Comparator<QueuedPod> BY_PRIORITY = Comparator.comparingInt(
                    (QueuedPod queued) -> -queued.pod.priority())
            .thenComparingLong(queued -> queued.ticket);

    /** Order of leaving back-off: earlier end first. */
    static final Comparator<QueuedPod> BY_BACKOFF =
            Comparator.comparingLong((QueuedPod queued) -> queued.backoffEnd).thenComparing(BY_PRIORITY);

    private static final long SECOND = 1_000_000;
    private static final int MOST_DOUBLINGS = 4;
    private static final long LONGEST_BACKOFF = 10 * SECOND;

    private final Pod pod;
    private long ticket;
    private long attempted;
    private long backoffEnd;
    private int failures;
    private int errors;
    private Set<String> rejecters = Set.of();
    private boolean gated;
    private Map<String, String> labels = Map.of();
    private List<Toleration> tolerations = List.of();
    private @Nullable PodRequests requests;

    QueuedPod(Pod pod, long ticket) {
        this.pod = pod;
        this.ticket = ticket;
    }

    QueuedPod copy(Fork fork) {
        QueuedPod copy = new QueuedPod(fork.of(pod), ticket);
        copy.attempted = attempted;
        copy.backoffEnd = backoffEnd;
        copy.failures = failures;
        copy.errors = errors;
        copy.rejecters = rejecters;
        copy.gated = gated;
        copy.labels = labels;
        copy.tolerations = tolerations;
        copy.requests = requests;
        return copy;
    }

    /** Return what has changed in the pod itself since it was looked at. */
    List<ClusterEvent> changes() {
        List<ClusterEvent> changes = new ArrayList<>(0);
        if (!labels.equals(pod.labels())) {
            changes.add(ClusterEvent.labels(pod, labels));
        }
        PodRequests before = requests;
        if (before != null && pod.template().requests().anyLess(before)) {
            changes.add(ClusterEvent.scaledDown(pod, before));
        }
        if (!tolerations.equals(pod.template().placement().tolerations())) {
            changes.add(ClusterEvent.of(ClusterEvent.Kind.POD_TOLERATIONS, pod));
        }
        look();
        return changes;
    }

    private void look() {
        labels = pod.labels();
        tolerations = pod.template().placement().tolerations();
        requests = pod.template().requests();
    }

    Pod pod() {
        return pod;
    }

    /** Note a failed attempt; no rejecters mean an error. */
    void failed(Set<String> newRejecters, long newTicket, long now) {
        rejecters = newRejecters;
        ticket = newTicket;
        attempted = now;
        look();
        gated = false;
        if (newRejecters.isEmpty()) {
            errors++;
        } else {
            failures++;
            errors = 0;
        }
        int count = errors > 0 ? errors : failures;
        long backoff = count > MOST_DOUBLINGS ? LONGEST_BACKOFF : SECOND << (count - 1);
        backoffEnd = (now + backoff) / SECOND * SECOND;
    }

    /** Return when the last attempt failed, in microseconds. */
    long attempted() {
        return attempted;
    }

    /** Return when back-off ends, a whole second in microseconds. */
    long backoffEnd() {
        return backoffEnd;
    }

    /** Tell whether back-off lasts still; it ends with the second it is to end in. */
    boolean backingOff(long now) {
        return failures + errors > 0 && backoffEnd >= now / SECOND * SECOND;
    }

    /** Return the plugins that rejected the pod. */
    Set<String> rejecters() {
        return rejecters;
    }

    void setRejecters(Set<String> rejecters) {
        this.rejecters = rejecters;
    }

    /** Tell whether a plugin keeps the pod from being tried, whatever helps it. */
    boolean gated() {
        return gated;
    }

    void setGated(boolean gated) {
        this.gated = gated;
    }
}
