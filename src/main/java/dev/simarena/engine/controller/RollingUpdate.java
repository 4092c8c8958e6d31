package dev.simarena.engine.controller;

import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.ReplicaSet;
import java.util.List;

/**
 * Replace pods step by step between the fenceposts maxSurge and maxUnavailable.
 *
 * <p>Each sync takes one step: grow the new ReplicaSet, or shrink old ones, unhealthy pods first. Source: {@code
 * rolling.go}.
 */
final class RollingUpdate {

    private final Revisions revisions;
    private final DeploymentScaling scaling;
    private final RolloutStatus status;

    RollingUpdate(Revisions revisions, DeploymentScaling scaling, RolloutStatus status) {
        this.revisions = revisions;
        this.scaling = scaling;
        this.status = status;
    }

    void roll(Rollout found) {
        Rollout rollout = revisions.findOrCreate(found);
        ReplicaSet newest = rollout.newest();
        if (newest != null && !grow(rollout, newest) && !shrink(rollout, newest) && status.complete(rollout)) {
            revisions.cleanUp(rollout);
        }
        status.updateRollout(rollout);
    }

    private boolean grow(Rollout rollout, ReplicaSet newest) {
        int replicas = rollout.deployment().replicas();
        int size = newest.replicas();
        if (size == replicas) {
            return false;
        }
        int next = size > replicas ? replicas : rollout.nextSize(size, Rollout.declared(rollout.all()));
        scaling.resize(rollout.deployment(), newest, next);
        return next != size;
    }

    private boolean shrink(Rollout rollout, ReplicaSet newest) {
        Deployment deployment = rollout.deployment();
        List<ReplicaSet> old = Rollout.active(rollout.old());
        if (old.isEmpty()) {
            return false;
        }
        int minAvailable = deployment.replicas() - deployment.spec().maxUnavailable();
        int newUnavailable = newest.replicas() - newest.status().available();
        int most = Rollout.declared(rollout.all()) - minAvailable - newUnavailable;
        if (most <= 0) {
            return false;
        }
        int removed = removeUnhealthy(deployment, old, most);
        int spare = Rollout.available(old) + newest.status().available() - minAvailable;
        for (ReplicaSet set : old) {
            if (spare <= 0) {
                break;
            }
            int part = Math.min(set.replicas(), spare);
            scaling.resize(deployment, set, set.replicas() - part);
            spare -= part;
            removed += part;
        }
        return removed > 0;
    }

    private int removeUnhealthy(Deployment deployment, List<ReplicaSet> old, int most) {
        int removed = 0;
        for (ReplicaSet set : old) {
            int unhealthy = Math.max(0, set.replicas() - set.status().available());
            int part = Math.min(most - removed, unhealthy);
            if (part > 0) {
                scaling.resize(deployment, set, set.replicas() - part);
                removed += part;
            }
        }
        return removed;
    }
}
