package dev.simarena.engine.controller;

import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.admission.Priorities;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.core.Workqueue;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keep as many active pods of each ReplicaSet as it declares. */
public final class ReplicaSetController implements Reconciler {

    private final ObjectStore store;
    private final Timeline timeline;
    private final Names names;
    private final EventLog events;
    private final Admission admission;
    private final Workqueue<ReplicaSet> queue = new Workqueue<>(Queues.REPLICA_SET);

    public ReplicaSetController(
            ObjectStore store, Timeline timeline, Names names, EventLog events, Admission admission) {
        this.store = store;
        this.timeline = timeline;
        this.names = names;
        this.events = events;
        this.admission = admission;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
        if (object.gvk().equals(Priorities.PRIORITY_CLASS)) {
            // Pods that were refused for want of it can be made now.
            store.list(Gvk.REPLICA_SET, null).forEach(this::changed);
        }
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof ReplicaSet set) {
            queue.add(set);
        } else if (object instanceof Pod pod && pod.controller() instanceof ReplicaSet set) {
            queue.add(set);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod pod && pod.controller() instanceof ReplicaSet set) {
            queue.add(set);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (ReplicaSet set = queue.poll(); set != null; set = queue.poll()) {
            worked = true;
            if (set.present()) {
                sync(set);
            }
        }
        return worked;
    }

    private void sync(ReplicaSet set) {
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
        String namespace = set.namespace();
        if (namespace == null) {
            return;
        }
        PodTemplate template = set.template();
        Map<String, String> labels = set.podLabels();
        for (int i = 0; i < count; i++) {
            String name = names.generate(set.name() + "-");
            while (store.get(Gvk.POD, namespace, name) != null) {
                name = names.generate(set.name() + "-");
            }
            AdmittedPod admitted;
            try {
                admitted = admission.admit(namespace, name, template);
            } catch (ApiException refusal) {
                events.warning(set, "FailedCreate", "Error creating: " + refusal.getMessage());
                return;
            }
            PodTemplate completed = admitted.template();
            Pod pod = new Pod(namespace, name, labels, completed.annotations(), completed, admitted.priority());
            pod.setOwners(set.asOwner());
            store.add(pod);
            events.normal(set, "SuccessfulCreate", "Created pod: " + name);
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
            candidates.sort(new DeletionOrder(siblings(set), timeline.now()));
        }
        for (Pod pod : candidates.subList(0, count)) {
            store.remove(pod);
            events.normal(set, "SuccessfulDelete", "Deleted pod: " + pod.name());
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
                long left = pod.readySince() + minReady - timeline.now();
                if (left <= 0) {
                    available++;
                } else {
                    wait = Math.min(wait, left);
                }
            }
        }
        ReplicaSet.Status status = new ReplicaSet.Status(set.generation(), replicas, labeled, ready, available);
        if (!status.equals(set.status())) {
            set.setStatus(status);
            store.changed(set);
        }
        if (wait != Long.MAX_VALUE) {
            timeline.at(timeline.now() + wait, () -> queue.add(set));
        }
    }
}
