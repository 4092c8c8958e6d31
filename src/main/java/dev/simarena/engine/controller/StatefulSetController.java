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
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keep the numbered pods of each StatefulSet as it declares them. */
public final class StatefulSetController extends OwningController<StatefulSet> {

    private static final String HASH = "controller.kubernetes.io/hash";
    private static final Claims<StatefulSet> CLAIMS = new Claims<>(
            StatefulSet.class,
            StatefulSet.GVK,
            List.of(Pod.class, ControllerRevision.class),
            StatefulSetController::belongs);

    private final ObjectStore store;
    private final Client client;
    private final RevisionHistory history;
    private final ClaimRetention retention;
    private final StatefulPods control;
    private final Retries retries = new Retries();

    /** Work with a client and the pod control that uses it. */
    public StatefulSetController(
            ObjectStore store, Timeline timeline, EventLog events, PodControl pods, Deletion deletion, Client client) {
        super(StatefulSet.class, Queues.STATEFUL_SET, timeline, new Ownership<>(store, client, CLAIMS));
        this.store = store;
        this.client = client;
        history = new RevisionHistory(store, deletion, client);
        retention = new ClaimRetention(store, events, client);
        control = new StatefulPods(store, events, pods, retention, client);
    }

    private static boolean belongs(StatefulSet set, ApiObject object) {
        return set.spec().selector().matches(object.labels())
                && (!(object instanceof Pod pod) || StatefulRollout.ordinal(set, pod) >= 0);
    }

    @Override
    public void removed(ApiObject object) {
        super.removed(object);
        retries.forget(object);
    }

    @Override
    protected void copyMemory(KeyedController<StatefulSet> original, Fork fork) {
        StatefulSetController other = (StatefulSetController) original;
        super.copyMemory(original, fork);
        retries.copyFrom(other.retries, fork);
    }

    @Override
    protected void sync(StatefulSet set) {
        List<ControllerRevision> revisions = ownership().claimOnly(set, ControllerRevision.class);
        revisions.sort(RevisionHistory.BY_REVISION);
        List<Pod> pods = ownership().claim(set, Pod.class);
        ownership().found(set);

        ControllerRevision update = updateRevision(set, revisions);
        ControllerRevision current = update;
        for (ControllerRevision revision : revisions) {
            if (revision.name().equals(set.status().currentRevision())) {
                current = revision;
            }
        }
        StatefulRollout rollout = new StatefulRollout(control, retention, set, pods, current, update, now());
        ApiException failure = rollout.step();
        StatefulSetStatus status = rollout.status(set.status().collisionCount());
        if (!status.equals(set.status())) {
            client.take();
            set.setStatus(status);
            store.changed(set);
        }
        if (revisions.size() > set.spec().revisionHistoryLimit()) {
            Set<String> live = new HashSet<>(List.of(current.name(), update.name()));
            pods.forEach(pod -> live.add(pod.labels().getOrDefault(StatefulRollout.REVISION, "")));
            history.truncate(revisions, live, set.spec().revisionHistoryLimit());
        }
        if (failure != null) {
            long due = retries.fail(set, now());
            if (due != ApiObject.NEVER) {
                enqueueAt(due, set);
            }
            return;
        }
        retries.forget(set);
        if (status.ready() != status.available()) {
            planAvailability(set, pods);
        }
    }

    /** Find or make the revision of the present template; one that exists becomes the newest again. */
    private ControllerRevision updateRevision(StatefulSet set, List<ControllerRevision> revisions) {
        PodTemplate template = set.spec().template();
        ControllerRevision equal = null;
        for (ControllerRevision revision : revisions) {
            if (revision.holds(template)) {
                equal = revision;
            }
        }
        if (equal != null) {
            if (!equal.equals(revisions.get(revisions.size() - 1))) {
                history.renumber(equal, RevisionHistory.next(revisions));
            }
            return equal;
        }
        for (int collisions = set.status().collisionCount(); ; collisions++) {
            ControllerRevision created = history.create(
                    set,
                    template,
                    set.annotations(),
                    HASH,
                    count -> RevisionHash.of(template, count),
                    collisions,
                    RevisionHistory.next(revisions));
            if (created != null) {
                set.setStatus(set.status().withCollisions(collisions));
                return created;
            }
        }
    }

    private void planAvailability(StatefulSet set, List<Pod> pods) {
        long next = ApiObject.NEVER;
        for (Pod pod : pods) {
            if (pod.isReady()) {
                long since = Availability.since(pod, set.spec().minReadySeconds());
                if (since > now()) {
                    next = Math.min(next, since);
                }
            }
        }
        if (next != ApiObject.NEVER) {
            enqueueAt(next, set);
        }
    }
}
