package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keep as many active pods of each ReplicaSet as it declares. */
public final class ReplicaSetController extends OwningController<ReplicaSet> {

    /** Pods that are created in one go. */
    private static final int MOST_AT_ONCE = 500;

    private static final Claims<ReplicaSet> CLAIMS = new Claims<ReplicaSet>(
                    ReplicaSet.class,
                    Gvk.REPLICA_SET,
                    List.of(Pod.class),
                    (set, pod) -> set.podSelector().matches(pod.labels()))
            .onlyIf(object -> object instanceof Pod pod && pod.active());

    private final ObjectStore store;
    private final PodControl pods;
    private final Client client;
    private final Retries retries = new Retries();

    /** Work with a client and the pod control that uses it. */
    public ReplicaSetController(ObjectStore store, Timeline timeline, PodControl pods, Client client) {
        super(ReplicaSet.class, Queues.REPLICA_SET, timeline, new Ownership<>(store, client, CLAIMS));
        this.store = store;
        this.pods = pods;
        this.client = client;
    }

    @Override
    protected void sync(ReplicaSet set) {
        if (ownership().looks(set)) {
            ownership().claim(set, Pod.class);
            ownership().found(set);
        }
        int active = 0;
        for (Pod pod : set.pods()) {
            if (pod.active()) {
                active++;
            }
        }
        ApiException failure = null;
        if (active < set.replicas() && !set.terminating()) {
            failure = create(set, Math.min(set.replicas() - active, MOST_AT_ONCE));
        } else if (active > set.replicas() && !set.terminating()) {
            delete(set, active - set.replicas());
        }
        updateStatus(set, failure);
        if (failure == null) {
            retries.forget(set);
        } else {
            long due = retries.fail(set, now());
            if (due != ApiObject.NEVER) {
                enqueueAt(due, set);
            }
        }
    }

    /**
     * Create pods in batches of 1, 2, 4 and so on, so that a template nobody admits costs few requests; returns the first
     * failure, {@code null} where there was none.
     */
    private @Nullable ApiException create(ReplicaSet set, int count) {
        Map<String, String> labels = set.podLabels();
        ApiException failure = null;
        int left = count;
        for (int batch = 1; left > 0 && failure == null; batch *= 2) {
            int size = Math.min(batch, left);
            for (int i = 0; i < size; i++) {
                try {
                    pods.create(set, pods.generateName(set, set.name() + "-"), set.template(), labels);
                } catch (ApiException refusal) {
                    failure = failure == null ? refusal : failure;
                }
            }
            left -= size;
        }
        if (failure == null && count == MOST_AT_ONCE) {
            enqueue(set);
        }
        return failure != null && failure.inTerminatingNamespace() ? null : failure;
    }

    @Override
    public void removed(ApiObject object) {
        super.removed(object);
        retries.forget(object);
    }

    @Override
    protected void copyMemory(KeyedController<ReplicaSet> original, Fork fork) {
        super.copyMemory(original, fork);
        retries.copyFrom(((ReplicaSetController) original).retries, fork);
    }

    private void delete(ReplicaSet set, int count) {
        List<Pod> candidates = new ArrayList<>();
        for (Pod pod : set.pods()) {
            if (pod.active()) {
                candidates.add(pod);
            }
        }
        if (count < candidates.size()) {
            candidates.sort(new DeletionOrder(siblings(set), now()));
        }
        for (Pod pod : candidates.subList(0, count)) {
            pods.delete(set, pod);
        }
    }

    /** Return the ReplicaSets whose pods count as crowding a node: those of the same Deployment. */
    private static Iterable<ReplicaSet> siblings(ReplicaSet set) {
        return set.controller() instanceof Deployment deployment ? deployment.replicaSets() : List.of(set);
    }

    private void updateStatus(ReplicaSet set, @Nullable ApiException failure) {
        int replicas = 0;
        int labeled = 0;
        int ready = 0;
        int available = 0;
        long wait = Long.MAX_VALUE;
        long minReady = TimeUnit.SECONDS.toMicros(set.minReadySeconds());
        Map<String, String> labels = set.podLabels();
        for (Pod pod : set.pods()) {
            if (!pod.active()) {
                continue;
            }
            replicas++;
            if (pod.labels() == labels || pod.labels().entrySet().containsAll(labels.entrySet())) {
                labeled++;
            }
            if (pod.isReady()) {
                ready++;
                long left = pod.readySince() + minReady - now();
                if (left <= 0) {
                    available++;
                } else {
                    wait = Math.min(wait, left);
                }
            }
        }
        Condition condition = set.status().failure();
        if (failure == null) {
            condition = null;
        } else if (condition == null) {
            condition = new Condition(
                    "ReplicaFailure", "True", "FailedCreate", String.valueOf(failure.getMessage()), now(), now());
        }
        ReplicaSet.Status status =
                new ReplicaSet.Status(set.generation(), replicas, labeled, ready, available, condition);
        if (!status.equals(set.status())) {
            client.take();
            set.setStatus(status);
            store.changed(set);
        }
        if (wait != Long.MAX_VALUE) {
            enqueueAt(now() + wait, set);
        }
    }
}
