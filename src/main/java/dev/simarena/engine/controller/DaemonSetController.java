package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.DaemonSetStatus;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keep one pod of each DaemonSet on every node where it belongs. */
public final class DaemonSetController extends OwningController<DaemonSet> {

    /** Most pods created, and most deleted, in one round. */
    private static final int BURST = 250;

    private static final Claims<DaemonSet> CLAIMS = new Claims<>(
            DaemonSet.class,
            DaemonSet.GVK,
            List.of(Pod.class, ControllerRevision.class),
            (set, object) -> set.spec().selector().matches(object.labels()));

    private final ObjectStore store;
    private final EventLog events;
    private final PodControl pods;
    private final Client client;
    private final DaemonHistory history;
    private final FailedDaemons failed;
    private final Retries retries = new Retries();

    /** Work with a client and the pod control that uses it. */
    public DaemonSetController(
            ObjectStore store, Timeline timeline, EventLog events, PodControl pods, Deletion deletion, Client client) {
        super(DaemonSet.class, Queues.DAEMON_SET, timeline, new Ownership<>(store, client, CLAIMS));
        this.store = store;
        this.events = events;
        this.pods = pods;
        this.client = client;
        history = new DaemonHistory(new RevisionHistory(store, deletion, client), ownership());
        failed = new FailedDaemons(timeline);
    }

    @Override
    public void changed(ApiObject object) {
        super.changed(object);
        if (object instanceof Node node) {
            for (ApiObject other : store.list(DaemonSet.GVK, null)) {
                if (other instanceof DaemonSet set && concerns(set, node)) {
                    enqueue(set);
                }
            }
        }
    }

    @Override
    public void removed(ApiObject object) {
        super.removed(object);
        retries.forget(object);
    }

    @Override
    protected void copyMemory(KeyedController<DaemonSet> original, Fork fork) {
        DaemonSetController other = (DaemonSetController) original;
        super.copyMemory(original, fork);
        failed.copyFrom(other.failed);
        retries.copyFrom(other.retries, fork);
    }

    @Override
    protected void sync(DaemonSet set) {
        List<Pod> owned = ownership().claim(set, Pod.class);
        if (set.terminating()) {
            return;
        }
        DaemonHistory.Found revisions = history.find(set);
        ownership().found(set);
        boolean done = true;
        DaemonState state = look(set, owned, revisions.hash());
        try {
            DaemonChanges changes = DaemonPlacement.of(state, failed);
            if (changes.none() && !set.spec().onDelete()) {
                changes = DaemonRollingUpdate.of(state);
            }
            if (!changes.none()) {
                carryOut(set, changes, revisions.hash());
                owned = ownership().claim(set, Pod.class);
                state = look(set, owned, revisions.hash());
            }
            history.cleanUp(set, revisions.old(), owned);
        } catch (ApiException refusal) {
            done = false;
            state = look(set, ownership().claim(set, Pod.class), revisions.hash());
        }
        updateStatus(set, state);
        if (done) {
            retries.forget(set);
            return;
        }
        long due = retries.fail(set, now());
        if (due != ApiObject.NEVER) {
            enqueueAt(due, set);
        }
    }

    private DaemonState look(DaemonSet set, List<Pod> owned, String hash) {
        List<Node> nodes = new ArrayList<>();
        for (ApiObject object : store.list(Gvk.NODE, null)) {
            if (object instanceof Node node) {
                nodes.add(node);
            }
        }
        return new DaemonState(set, tolerant(set), hash, nodes, owned, now());
    }

    private static PodTemplate tolerant(DaemonSet set) {
        PodTemplate template = set.tolerantTemplate();
        if (template == null) {
            template = DaemonPods.tolerant(set.spec().template());
            set.setTolerantTemplate(template);
        }
        return template;
    }

    /** Create in batches of 1, 2, 4 ... of which the first with a failure is the last, then delete. */
    private void carryOut(DaemonSet set, DaemonChanges changes, String hash) {
        ApiException failure = create(set, changes.created(), hash);
        List<Pod> deleted = changes.deleted();
        for (Pod pod : deleted.subList(0, Math.min(BURST, deleted.size()))) {
            if (pod.present() && !pod.terminating()) {
                delete(set, pod);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable ApiException create(DaemonSet set, List<String> nodes, String hash) {
        Map<String, String> labels = DaemonPods.labels(set, hash);
        ApiException failure = null;
        int batch = 1;
        int left = batch;
        for (String node : nodes.subList(0, Math.min(BURST, nodes.size()))) {
            try {
                String name = pods.generateName(set, set.name() + "-");
                pods.create(set, name, tolerant(set), admitted -> DaemonPods.pinned(admitted, node), labels);
            } catch (ApiException refusal) {
                failure = refusal;
            }
            if (--left == 0) {
                if (failure != null) {
                    break;
                }
                batch *= 2;
                left = batch;
            }
        }
        return failure;
    }

    private void delete(DaemonSet set, Pod pod) {
        String node = DaemonPods.target(pod);
        boolean ended =
                DaemonNodes.MUST_NOT != verdict(set, node) && pod.phase().terminal();
        if (ended && node != null && pod.phase() == Phase.FAILED) {
            events.warning(
                    set,
                    "FailedDaemonPod",
                    "Found failed daemon pod %s/%s on node %s, will try to kill it"
                            .formatted(pod.namespace(), pod.name(), node));
            failed.replaced(set, node);
        } else if (ended && node != null) {
            events.normal(
                    set,
                    "SucceededDaemonPod",
                    "Found succeeded daemon pod %s/%s on node %s, will try to delete it"
                            .formatted(pod.namespace(), pod.name(), node));
        }
        pods.delete(set, pod);
    }

    private DaemonNodes verdict(DaemonSet set, @Nullable String node) {
        return node != null && store.get(Gvk.NODE, null, node) instanceof Node present
                ? DaemonNodes.of(tolerant(set), present)
                : DaemonNodes.MUST_NOT;
    }

    /** Tell whether a node that is new or changed lacks a pod or has one it should not have. */
    private boolean concerns(DaemonSet set, Node node) {
        boolean occupied = false;
        for (Pod pod : node.pods()) {
            if (set.equals(pod.controller())) {
                occupied = true;
                break;
            }
        }
        return switch (DaemonNodes.of(tolerant(set), node)) {
            case SHOULD_RUN -> !occupied || set.status().misscheduled() > 0;
            case MAY_STAY -> occupied && set.status().misscheduled() > 0;
            case MUST_NOT -> occupied;
        };
    }

    private void updateStatus(DaemonSet set, DaemonState state) {
        int desired = 0;
        int current = 0;
        int misscheduled = 0;
        int ready = 0;
        int updated = 0;
        int available = 0;
        for (Node node : state.nodes()) {
            List<Pod> there = state.on(node);
            if (state.verdict(node) != DaemonNodes.SHOULD_RUN) {
                misscheduled += there == null ? 0 : 1;
                continue;
            }
            desired++;
            if (there == null) {
                continue;
            }
            current++;
            Pod oldest = there.stream().min(DaemonState.BY_AGE).orElseThrow();
            ready += oldest.isReady() ? 1 : 0;
            available += state.available(oldest) ? 1 : 0;
            updated += state.updated(oldest) ? 1 : 0;
        }
        DaemonSetStatus status =
                new DaemonSetStatus(set.generation(), desired, current, misscheduled, ready, updated, available);
        if (!status.equals(set.status())) {
            client.take();
            set.setStatus(status);
            store.changed(set);
        }
        if (ready != available) {
            enqueueAt(now() + TimeUnit.SECONDS.toMicros(set.spec().minReadySeconds()), set);
        }
    }
}
