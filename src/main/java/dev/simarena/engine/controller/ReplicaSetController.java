package dev.simarena.engine.controller;

import dev.simarena.engine.admission.Priorities;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keep as many active pods of each ReplicaSet as it declares. */
public final class ReplicaSetController extends KeyedController<ReplicaSet> {

    private final ObjectStore store;
    private final PodControl pods;
    private final Client client;

    /** Work with a client and the pod control that uses it. */
    public ReplicaSetController(ObjectStore store, Timeline timeline, PodControl pods, Client client) {
        super(ReplicaSet.class, Queues.REPLICA_SET, timeline);
        this.store = store;
        this.pods = pods;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
        if (object.gvk().equals(Priorities.PRIORITY_CLASS)) {
            // Pods that were refused for want of it can be made now.
            store.list(Gvk.REPLICA_SET, null).forEach(this::enqueue);
        }
    }

    @Override
    protected void sync(ReplicaSet set) {
        int active = 0;
        for (Pod pod : set.pods()) {
            if (pod.active()) {
                active++;
            }
        }
        if (active < set.replicas()) {
            create(set, set.replicas() - active);
        } else if (active > set.replicas()) {
            delete(set, active - set.replicas());
        }
        updateStatus(set);
    }

    private void create(ReplicaSet set, int count) {
        Map<String, String> labels = set.podLabels();
        for (int i = 0; i < count; i++) {
            try {
                pods.create(set, pods.generateName(set, set.name() + "-"), set.template(), labels);
            } catch (ApiException refusal) {
                return;
            }
        }
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

    private void updateStatus(ReplicaSet set) {
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
        ReplicaSet.Status status = new ReplicaSet.Status(set.generation(), replicas, labeled, ready, available);
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
