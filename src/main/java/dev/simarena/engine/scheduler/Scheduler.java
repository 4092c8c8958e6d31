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
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bind pods to nodes one after the other. Source: {@code pkg/scheduler/schedule_one.go}. */
public final class Scheduler implements Reconciler, Alarm {

    private static final long STALLED = -1;

    /** Longest text of an event; a condition may be longer. */
    private static final int LONGEST_EVENT = 1024;

    private static final String CUT = " ...";

    private final Timeline timeline;
    private final ObjectStore store;
    private final EventLog events;
    private final NodeTable nodes;
    private final Client client;
    private final Stall stall;
    private final Framework framework;
    private final VictimDeletion victims;
    private final SchedulingQueue queue;
    private final QueueTimers timers;
    private final Failures failures = new Failures();
    private final AwaitedVolumes awaitedVolumes;
    private final ClusterView view;

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
        this.framework = new Framework(store, nodes, timeline, options);
        this.victims = new VictimDeletion(events, timeline, deletion, client, this::yieldTo);
        this.queue = new SchedulingQueue(framework.rejecters(), timeline::now, victims::preempting);
        this.timers = new QueueTimers(timeline, queue, this);
        this.awaitedVolumes = new AwaitedVolumes(framework.volumeBinder());
        this.view = new ClusterView(
                store, timeline, framework, queue, failures, options.version() == KubernetesVersion.V1_34);
    }

    @Override
    public void added(ApiObject object) {
        view.added(object);
    }

    @Override
    public void changed(ApiObject object) {
        view.changed(object);
    }

    @Override
    public void removed(ApiObject object) {
        view.removed(object);
    }

    @Override
    public void copyFrom(Reconciler other, Fork fork) {
        Scheduler original = (Scheduler) other;
        framework.copyFrom(original.framework, fork);
        view.copyFrom(original.view, fork);
        timers.copyFrom(original.timers);
        awaitedVolumes.copyFrom(original.awaitedVolumes, fork);
        stall.copyFrom(original.stall);
        victims.copyFrom(original.victims, fork);
        queue.copyFrom(original.queue, fork);
    }

    @Override
    public boolean reconcile() {
        boolean worked = work();
        timers.arm();
        return worked;
    }

    @Override
    public void ring(@Nullable ApiObject about, long what) {
        timers.ring(what);
    }

    private boolean work() {
        boolean worked = false;
        try {
            beginDeletions();
            for (QueuedPod queued = next(); queued != null; queued = next()) {
                worked = true;
                pay(queued);
                schedule(queued);
                beginDeletions();
            }
            worked |= awaitedVolumes.release(this::bind);
            return (!stall.lasts() && victims.end()) || worked;
        } catch (ThrottledException wait) {
            stall.begin(wait, this, null, STALLED);
            return true;
        }
    }

    /** Every attempt ends with a request: a binding or a condition. */
    private void pay(QueuedPod queued) {
        try {
            client.take();
        } catch (ThrottledException wait) {
            queue.putBack(queued);
            throw wait;
        }
    }

    private void beginDeletions() {
        if (!stall.lasts()) {
            victims.begin();
        }
    }

    private @Nullable QueuedPod next() {
        return stall.lasts() ? null : queue.poll();
    }

    private void schedule(QueuedPod queued) {
        Pod pod = queued.pod();
        if (pod.terminating()) {
            events.warning(
                    pod, "FailedScheduling", "skip schedule deleting pod: " + pod.namespace() + "/" + pod.name());
            return;
        }
        if (framework.empty()) {
            fail(queued, Set.of(), FitError.NO_NODES, null);
            return;
        }
        Failures.Failure known = failures.of(pod);
        Cycle cycle = framework.cycle(pod);
        if (known == null) {
            framework.begin(cycle);
            known = framework.alone() ? failures.ofKind(cycle) : null;
        }
        if (known != null) {
            fail(queued, known.rejecters(), known.message(), pod.nominatedNode());
            return;
        }
        int found = framework.search(cycle);
        if (found == 0) {
            unfit(queued, cycle);
            return;
        }
        Node node = nodes.node(framework.best(cycle, found));
        if (node == null) {
            return;
        }
        if (awaitedVolumes.awaits(pod, node)) {
            view.nominate(pod, node.name());
            store.changed(pod);
            return;
        }
        bind(pod, node);
    }

    private void bind(Pod pod, Node node) {
        view.assign(pod, node);
        events.normal(
                pod, "Scheduled", "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + node.name());
        store.changed(pod);
    }

    /** Work out why no node takes the pod, and make room for it if that can be. */
    private void unfit(QueuedPod queued, Cycle cycle) {
        Pod pod = queued.pod();
        boolean alone = framework.alone();
        FitError error = framework.explain(cycle);
        if (error.refused()) {
            // The plugin asked first after a refusal finds nothing of the attempt and says so.
            fail(queued, error.plugins(), error.message() + " not found", pod.nominatedNode());
            return;
        }
        Preemption.Outcome outcome = framework.preempt(cycle, error);
        if (!outcome.candidates().isEmpty()) {
            Preemption.Candidate chosen = framework.choose(outcome.candidates());
            victims.add(pod, chosen.node().name(), chosen.victims());
            fail(queued, error.plugins(), error.message(), chosen.node().name());
            return;
        }
        String message = error.message() + " no new claims to deallocate, preemption: " + outcome.message();
        failures.add(cycle, alone, new Failures.Failure(error.plugins(), message));
        fail(queued, error.plugins(), message, outcome.keepsNomination() ? pod.nominatedNode() : null);
    }

    /** Put a pod aside that waits for this node from now on, {@code null} for none, and say why. */
    private void fail(QueuedPod queued, Set<String> rejecters, String message, @Nullable String nominated) {
        Pod pod = queued.pod();
        queue.park(queued, rejecters);
        events.warning(pod, "FailedScheduling", cut(message));
        boolean news = pod.refuse(message, timeline.now());
        news |= !Objects.equals(pod.nominatedNode(), nominated);
        view.nominate(pod, nominated);
        if (news) {
            store.changed(pod);
        }
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_EVENT ? message : message.substring(0, LONGEST_EVENT - CUT.length()) + CUT;
    }

    /** Take the nomination from pods of lower priority that wait for the same node. */
    private void yieldTo(Pod preemptor, String node) {
        for (Pod pod : List.copyOf(framework.nominations().on(node))) {
            if (pod.priority() < preemptor.priority()) {
                view.nominate(pod, null);
                store.changed(pod);
            }
        }
    }
}
