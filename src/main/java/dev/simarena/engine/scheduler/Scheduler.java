package dev.simarena.engine.scheduler;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Stall;
import dev.simarena.engine.core.ThrottledException;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bind pods to nodes one after the other. */
public final class Scheduler implements Reconciler, Alarm {

    private static final Gvk PRIORITY_CLASS = new Gvk("scheduling.k8s.io", "v1", "PriorityClass");
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long LONGEST_PARKING = TimeUnit.MINUTES.toMicros(5);
    private static final long LEFTOVERS_PERIOD = 30 * SECOND;
    private static final long FLUSH_ERRORS = 0;
    private static final long FLUSH_LEFTOVERS = 1;
    private static final long STALLED = 2;

    private final Timeline timeline;
    private final ObjectStore store;
    private final EventLog events;
    private final NodeTable nodes;
    private final Client client;
    private final Stall stall;
    private final Framework framework;
    private final Evictions evictions;
    private final SchedulingQueue queue;
    private final Failures failures = new Failures();
    private final Map<String, List<Pod>> awaitingNode = new HashMap<>();
    private final Set<Pod> gated = new LinkedHashSet<>();
    private final Map<Pod, Node> awaitingVolumes = new LinkedHashMap<>();
    private final Map<Node, NodeState> states = new LinkedHashMap<>();
    private final long start;
    private long errorsAt = Long.MAX_VALUE;
    private long leftoversAt = Long.MAX_VALUE;

    public Scheduler(
            ObjectStore store,
            Timeline timeline,
            EventLog events,
            NodeTable nodes,
            Deletion deletion,
            Client client,
            SchedulerOptions options) {
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.nodes = nodes;
        this.client = client;
        this.stall = new Stall(timeline);
        this.start = timeline.now();
        this.framework = new Framework(store, nodes, timeline, options);
        this.evictions = new Evictions(events, timeline, deletion, this::yieldTo);
        this.queue = new SchedulingQueue(framework.rejecters(), timeline::now, evictions::preempting);
    }

    @Override
    public void added(ApiObject object) {
        if (object instanceof Pod pod) {
            String nodeName = pod.template().nodeName();
            if (!nodeName.isEmpty()) {
                if (store.get(Gvk.NODE, null, nodeName) instanceof Node node) {
                    assign(pod, node);
                } else {
                    awaitingNode
                            .computeIfAbsent(nodeName, __ -> new ArrayList<>())
                            .add(pod);
                }
            } else if (pod.template().managedScheduler()) {
                if (pod.template().gated()) {
                    gated.add(pod);
                } else {
                    queue.add(pod);
                }
            }
        } else if (object instanceof Node node) {
            added(node);
        } else {
            changedOther(object, ClusterEvent.Kind.STORAGE_ADDED);
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Node node) {
            NodeState after = NodeState.of(node);
            NodeState before = states.put(node, after);
            framework.changed(node);
            failures.clear();
            if (before != null) {
                ClusterEvent.between(before, after).forEach(queue::notice);
            }
        } else if (object instanceof Pod pod) {
            if (pod.node() == null) {
                changedWaiting(pod);
            } else if (pod.phase().terminal()) {
                release(pod);
            } else if (pod.counted()) {
                if (pod.terminating()) {
                    framework.terminating(pod);
                }
                if (pod.relabeled()) {
                    relabel(pod);
                }
            }
        } else {
            changedOther(object, ClusterEvent.Kind.STORAGE_CHANGED);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod pod) {
            queue.remove(pod);
            gated.remove(pod);
            String nominated = pod.nominatedNode();
            release(pod);
            if (nominated != null) {
                nominate(pod, null);
            }
        } else if (object instanceof Node node) {
            removed(node);
        } else {
            framework.changed(object);
        }
    }

    @Override
    public void copyFrom(Reconciler other, Fork fork) {
        Scheduler original = (Scheduler) other;
        framework.copyFrom(original.framework, fork);
        original.states.forEach((node, state) -> states.put(fork.of(node), state));
        errorsAt = original.errorsAt;
        leftoversAt = original.leftoversAt;
        original.awaitingVolumes.forEach((pod, node) -> awaitingVolumes.put(fork.of(pod), fork.of(node)));
        stall.copyFrom(original.stall);
        original.gated.forEach(pod -> gated.add(fork.of(pod)));
        evictions.copyFrom(original.evictions, fork);
        queue.copyFrom(original.queue, fork);
        original.awaitingNode.forEach((name, pods) -> awaitingNode.put(name, fork.list(pods)));
    }

    @Override
    public boolean reconcile() {
        boolean worked = work();
        arm();
        return worked;
    }

    private boolean work() {
        boolean worked = false;
        for (QueuedPod queued = next(); queued != null; queued = next()) {
            worked = true;
            try {
                // every attempt ends with a request: a binding or a condition
                client.take();
            } catch (ThrottledException wait) {
                queue.putBack(queued);
                stall.begin(wait, this, null, STALLED);
                break;
            }
            schedule(queued);
        }
        if (!awaitingVolumes.isEmpty() && bindProvisioned()) {
            worked = true;
        }
        return evictions.run() || worked;
    }

    private @Nullable QueuedPod next() {
        return stall.lasts() ? null : queue.poll();
    }

    /** See to it that pods are tried again for which nothing happens. */
    private void arm() {
        long backoffEnd = queue.nextErrorBackoffEnd();
        if (backoffEnd != Long.MAX_VALUE && backoffEnd + SECOND < errorsAt) {
            errorsAt = backoffEnd + SECOND;
            timeline.at(errorsAt, this, null, FLUSH_ERRORS);
        }
        if (leftoversAt == Long.MAX_VALUE && queue.oldestAttempt() != Long.MAX_VALUE) {
            long due = queue.oldestAttempt() + LONGEST_PARKING - start;
            leftoversAt = start + (due / LEFTOVERS_PERIOD + 1) * LEFTOVERS_PERIOD;
            timeline.at(leftoversAt, this, null, FLUSH_LEFTOVERS);
        }
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        if (what == FLUSH_ERRORS) {
            errorsAt = Long.MAX_VALUE;
            queue.flushErrors();
        } else if (what == FLUSH_LEFTOVERS) {
            leftoversAt = Long.MAX_VALUE;
            queue.flush(timeline.now() - LONGEST_PARKING);
        }
    }

    /** Let a pod in whose last gate is gone, and wake one that asks for something else now. */
    private void changedWaiting(Pod pod) {
        if (!gated.isEmpty() && !pod.template().gated() && gated.remove(pod)) {
            queue.add(pod);
        } else {
            queue.changed(pod);
        }
    }

    private void changedOther(ApiObject object, ClusterEvent.Kind kind) {
        framework.changed(object);
        if (Storage.holds(object)) {
            failures.clear();
            queue.notice(ClusterEvent.of(kind, object));
        }
    }

    private void added(Node node) {
        framework.added(node);
        NodeState state = NodeState.of(node);
        states.put(node, state);
        failures.clear();
        List<Pod> waiting = awaitingNode.remove(node.name());
        if (waiting != null) {
            for (Pod pod : waiting) {
                assignWritten(pod, node);
            }
        }
        queue.notice(ClusterEvent.added(state));
    }

    private void removed(Node node) {
        for (Pod pod : node.pods().toArray(new Pod[0])) {
            release(pod);
        }
        framework.removed(node);
        failures.clear();
        NodeState before = states.remove(node);
        if (before != null) {
            queue.notice(ClusterEvent.deleted(before));
        }
    }

    /** A pod written for a node that came later bypasses the scheduler all the same. */
    private void assignWritten(Pod pod, Node node) {
        if (!pod.gone() && pod.node() == null) {
            assign(pod, node);
            store.changed(pod);
        }
    }

    private void schedule(QueuedPod queued) {
        Pod pod = queued.pod();
        if (pod.terminating()) {
            events.warning(
                    pod, "FailedScheduling", "skip schedule deleting pod: " + pod.namespace() + "/" + pod.name());
            return;
        }
        if (framework.empty()) {
            fail(queued, Set.of(), FitError.NO_NODES);
            return;
        }
        Failures.Failure known = failures.of(pod);
        Cycle cycle = framework.cycle(pod);
        if (known == null) {
            framework.begin(cycle);
            known = framework.alone() ? failures.ofKind(cycle, neverPreempts(pod)) : null;
        }
        if (known != null) {
            fail(queued, known.rejecters(), known.message());
            return;
        }
        int found = framework.search(cycle);
        if (found == 0) {
            unfit(queued, cycle);
            return;
        }
        Node node = nodes.node(framework.best(cycle, found));
        if (node != null) {
            if (!pod.template().claims().isEmpty() && !framework.volumeBinder().bind(pod, node)) {
                nominate(pod, node.name());
                awaitingVolumes.put(pod, node);
                store.changed(pod);
                return;
            }
            bind(pod, node);
        }
    }

    private void bind(Pod pod, Node node) {
        nominations().set(pod, null);
        assign(pod, node);
        events.normal(
                pod, "Scheduled", "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + node.name());
        store.changed(pod);
    }

    /** Bind pods to the nodes chosen for them whose volumes have been made meanwhile. */
    private boolean bindProvisioned() {
        boolean worked = false;
        for (Map.Entry<Pod, Node> waiting : List.copyOf(awaitingVolumes.entrySet())) {
            Pod pod = waiting.getKey();
            if (pod.gone()
                    || waiting.getValue().gone()
                    || framework.volumeBinder().bound(pod)) {
                awaitingVolumes.remove(pod);
                worked = true;
                if (!pod.gone() && !waiting.getValue().gone()) {
                    bind(pod, waiting.getValue());
                }
            }
        }
        return worked;
    }

    /** Work out why no node takes the pod, and make room for it if that can be. */
    private void unfit(QueuedPod queued, Cycle cycle) {
        Pod pod = queued.pod();
        boolean alone = framework.alone();
        FitError error = framework.explain(cycle);
        if (error.refused()) {
            // The plugin asked first after a refusal finds nothing of the attempt and says so.
            fail(queued, error.plugins(), error.message() + " not found");
            return;
        }
        Preemption.Outcome outcome = framework.preempt(cycle, error, neverPreempts(pod));
        if (!outcome.candidates().isEmpty()) {
            Preemption.Candidate chosen = framework.choose(outcome.candidates());
            evictions.add(pod, chosen.node().name(), chosen.victims());
            nominate(pod, chosen.node().name());
            fail(queued, error.plugins(), error.message());
            return;
        }
        String message = error.message() + " no new claims to deallocate, preemption: " + outcome.message();
        failures.add(cycle, alone, neverPreempts(pod), new Failures.Failure(error.plugins(), message));
        boolean waited = pod.nominatedNode() != null && !outcome.keepsNomination();
        fail(queued, error.plugins(), message);
        if (waited) {
            nominate(pod, null);
        }
    }

    private void fail(QueuedPod queued, Set<String> rejecters, String message) {
        Pod pod = queued.pod();
        queue.park(queued, rejecters);
        boolean news = pod.refuse(message, timeline.now());
        events.warning(pod, "FailedScheduling", message);
        if (news) {
            store.changed(pod);
        }
    }

    /** Let a pod wait for a node, or no more; what it gives up may help pods of at most its priority. */
    private void nominate(Pod pod, @Nullable String node) {
        String before = pod.nominatedNode();
        nominations().set(pod, node);
        pod.nominate(node);
        failures.clear();
        if (before != null && !before.equals(node)) {
            queue.notice(
                    ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, pod), other -> other.priority() <= pod.priority());
        }
    }

    /** Take the nomination from pods of lower priority that wait for the same node. */
    private void yieldTo(Pod preemptor, String node) {
        for (Pod pod : List.copyOf(nominations().on(node))) {
            if (pod.priority() < preemptor.priority()) {
                nominate(pod, null);
                store.changed(pod);
            }
        }
    }

    private Nominations nominations() {
        return framework.nominations();
    }

    private boolean neverPreempts(Pod pod) {
        PodTemplate template = pod.template();
        return template.neverPreempts()
                || (!template.priorityClass().isEmpty()
                        && store.get(PRIORITY_CLASS, null, template.priorityClass()) instanceof GenericObject generic
                        && generic.body().path("preemptionPolicy").asText().equals("Never"));
    }

    private void assign(Pod pod, Node node) {
        pod.bind(node, timeline.now());
        framework.assign(pod, node);
        failures.clear();
        queue.notice(ClusterEvent.of(ClusterEvent.Kind.POD_ADDED, pod));
    }

    private void release(Pod pod) {
        Node node = pod.node();
        if (node == null || !pod.counted()) {
            return;
        }
        framework.release(pod, node);
        failures.clear();
        queue.notice(ClusterEvent.of(ClusterEvent.Kind.POD_DELETED, pod));
    }

    private void relabel(Pod pod) {
        Node node = pod.node();
        if (node != null) {
            Map<String, String> before = pod.countedLabels();
            framework.relabel(pod, node);
            failures.clear();
            queue.notice(ClusterEvent.labels(pod, before));
        }
    }
}
