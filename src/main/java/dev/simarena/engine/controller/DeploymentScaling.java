package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Change the size of ReplicaSets when a Deployment's replicas change.
 *
 * <p>While a rollout is under way every active ReplicaSet gets its share: its size times (replicas + surge) over the
 * value of that sum before, rounded half away from zero; the first takes what is left. Source: {@code sync.go}.
 */
final class DeploymentScaling {

    private final ObjectStore store;
    private final EventLog events;
    private final Client client;

    DeploymentScaling(ObjectStore store, EventLog events, Client client) {
        this.store = store;
        this.events = events;
        this.client = client;
    }

    /** Tell whether the replicas changed since the active ReplicaSets were last scaled. */
    static boolean isScalingEvent(Rollout rollout) {
        for (ReplicaSet set : rollout.all()) {
            if (set.replicas() > 0
                    && Revisions.number(
                                    set, Revisions.DESIRED, rollout.deployment().replicas())
                            != rollout.deployment().replicas()) {
                return true;
            }
        }
        return false;
    }

    /** Scale without rolling. */
    void scale(Rollout rollout) {
        Deployment deployment = rollout.deployment();
        List<ReplicaSet> active = Rollout.active(rollout.all());
        if (active.size() <= 1) {
            ReplicaSet only = active.isEmpty() ? latest(rollout) : active.get(0);
            if (only != null) {
                resize(deployment, only, deployment.replicas());
            }
            return;
        }
        ReplicaSet newest = rollout.newest();
        if (newest != null && saturated(deployment, newest)) {
            for (ReplicaSet set : Rollout.active(rollout.old())) {
                resize(deployment, set, 0);
            }
        } else if (!deployment.spec().recreate()) {
            share(deployment, active);
        }
    }

    /** Give a ReplicaSet a size and remember the Deployment's on it. */
    void resize(Deployment deployment, ReplicaSet set, int size) {
        if (set.replicas() != size) {
            write(deployment, set, size);
        }
    }

    private void share(Deployment deployment, List<ReplicaSet> active) {
        int allowed = deployment.replicas() > 0
                ? deployment.replicas() + deployment.spec().maxSurge()
                : 0;
        int toAdd = allowed - Rollout.declared(active);
        List<ReplicaSet> sets = new ArrayList<>(active);
        Comparator<ReplicaSet> age = Comparator.comparingInt(ReplicaSet::order);
        sets.sort(Comparator.comparingInt((ReplicaSet set) -> -set.replicas())
                .thenComparing(toAdd > 0 ? age.reversed() : age));
        int added = 0;
        int[] sizes = new int[sets.size()];
        for (int i = 0; i < sizes.length; i++) {
            ReplicaSet set = sets.get(i);
            sizes[i] = set.replicas();
            if (toAdd != 0) {
                int part = part(deployment, set, toAdd, added);
                sizes[i] += part;
                added += part;
            }
        }
        if (toAdd != 0) {
            sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        }
        for (int i = 0; i < sizes.length; i++) {
            write(deployment, sets.get(i), sizes[i]);
        }
    }

    private static int part(Deployment deployment, ReplicaSet set, int toAdd, int added) {
        if (toAdd == added) {
            return 0;
        }
        int left = toAdd - added;
        int wanted = fraction(deployment, set);
        return toAdd > 0 ? Math.min(wanted, left) : Math.max(wanted, left);
    }

    static int fraction(Deployment deployment, ReplicaSet set) {
        if (deployment.replicas() == 0) {
            return -set.replicas();
        }
        int before = Revisions.number(set, Revisions.MAX, 0);
        if (before == 0) {
            before = deployment.status().replicas();
            if (before == 0) {
                return 0;
            }
        }
        int now = deployment.replicas() + deployment.spec().maxSurge();
        double size = (double) ((long) set.replicas() * now) / before;
        return (int) (size + 0.5) - set.replicas();
    }

    private static boolean saturated(Deployment deployment, ReplicaSet newest) {
        int replicas = deployment.replicas();
        return newest.replicas() == replicas
                && Revisions.number(newest, Revisions.DESIRED, -1) == replicas
                && newest.status().available() == replicas;
    }

    private static @Nullable ReplicaSet latest(Rollout rollout) {
        if (rollout.newest() != null) {
            return rollout.newest();
        }
        return rollout.old().isEmpty() ? null : rollout.old().get(rollout.old().size() - 1);
    }

    private void write(Deployment deployment, ReplicaSet set, int size) {
        int before = set.replicas();
        Map<String, String> annotations =
                JsonMaps.with(set.annotations(), Revisions.DESIRED, String.valueOf(deployment.replicas()));
        annotations = JsonMaps.with(
                annotations,
                Revisions.MAX,
                String.valueOf(deployment.replicas() + deployment.spec().maxSurge()));
        if (before == size && annotations == set.annotations()) {
            return;
        }
        client.take();
        set.setAnnotations(annotations);
        if (before != size) {
            set.setReplicas(size);
            set.nextGeneration();
            events.normal(
                    deployment,
                    "ScalingReplicaSet",
                    (size > before ? "Scaled up" : "Scaled down") + " replica set " + set.name() + " from " + before
                            + " to " + size);
        }
        store.changed(set);
    }
}
