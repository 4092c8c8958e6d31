package dev.simarena.engine.controller;

import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Look at one Deployment with its ReplicaSets.
 *
 * @param deployment the Deployment
 * @param newest the ReplicaSet of the present template, {@code null} before it exists
 * @param old the others in the order of creation
 */
record Rollout(Deployment deployment, @Nullable ReplicaSet newest, List<ReplicaSet> old) {

    /** Return all ReplicaSets, the newest last. */
    List<ReplicaSet> all() {
        List<ReplicaSet> all = new ArrayList<>(old.size() + 1);
        all.addAll(old);
        if (newest != null) {
            all.add(newest);
        }
        return all;
    }

    /** Return those that declare replicas. */
    static List<ReplicaSet> active(List<ReplicaSet> sets) {
        List<ReplicaSet> active = new ArrayList<>(sets.size());
        for (ReplicaSet set : sets) {
            if (set.replicas() > 0) {
                active.add(set);
            }
        }
        return active;
    }

    /** Add up the declared replicas. */
    static int declared(List<ReplicaSet> sets) {
        int sum = 0;
        for (ReplicaSet set : sets) {
            sum += set.replicas();
        }
        return sum;
    }

    /** Add up the available replicas. */
    static int available(List<ReplicaSet> sets) {
        int sum = 0;
        for (ReplicaSet set : sets) {
            sum += set.status().available();
        }
        return sum;
    }

    /** Add up the replicas that exist. */
    static int actual(List<ReplicaSet> sets) {
        int sum = 0;
        for (ReplicaSet set : sets) {
            sum += set.status().replicas();
        }
        return sum;
    }

    /** Return how many replicas the new ReplicaSet should declare next, given it declares this many. */
    int nextSize(int declaredByNewest, int declaredByAll) {
        int replicas = deployment.replicas();
        if (deployment.spec().recreate()) {
            return replicas;
        }
        int room = replicas + deployment.spec().maxSurge() - declaredByAll;
        return room <= 0 ? declaredByNewest : declaredByNewest + Math.min(room, replicas - declaredByNewest);
    }
}
