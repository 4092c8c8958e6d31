package dev.simarena.engine.controller;

import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.util.List;

/** Remove all old pods before any new one is made. */
final class Recreate {

    private final Revisions revisions;
    private final DeploymentScaling scaling;
    private final RolloutStatus status;

    Recreate(Revisions revisions, DeploymentScaling scaling, RolloutStatus status) {
        this.revisions = revisions;
        this.scaling = scaling;
        this.status = status;
    }

    void roll(Rollout found) {
        List<ReplicaSet> old = Rollout.active(found.old());
        for (ReplicaSet set : old) {
            scaling.resize(found.deployment(), set, 0);
        }
        if (!old.isEmpty() || oldPodsRun(found)) {
            status.updateRollout(found);
            return;
        }
        Rollout rollout = revisions.findOrCreate(found);
        ReplicaSet newest = rollout.newest();
        if (newest != null) {
            scaling.resize(rollout.deployment(), newest, rollout.deployment().replicas());
        }
        if (status.complete(rollout)) {
            revisions.cleanUp(rollout);
        }
        status.updateRollout(rollout);
    }

    private static boolean oldPodsRun(Rollout rollout) {
        if (Rollout.actual(rollout.old()) > 0) {
            return true;
        }
        for (ReplicaSet set : rollout.old()) {
            for (Pod pod : set.pods()) {
                if (!pod.phase().terminal()) {
                    return true;
                }
            }
        }
        return false;
    }
}
