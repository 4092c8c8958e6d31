package dev.simarena.engine.controller;

import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.core.Workqueue;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.ReplicaSet;

/**
 * Roll out Deployments.
 *
 * <p>Order of a sync: paused, then a change of the number of replicas, then the strategy; so a change of template and
 * replicas at once first scales and then rolls. Source: {@code pkg/controller/deployment} of kube-controller-manager.
 */
public final class DeploymentController implements Reconciler {

    private final Workqueue<Deployment> queue = new Workqueue<>(Queues.DEPLOYMENT);
    private final Revisions revisions;
    private final DeploymentScaling scaling;
    private final RollingUpdate rollingUpdate;
    private final Recreate recreate;
    private final RolloutStatus status;

    public DeploymentController(ObjectStore store, Timeline timeline, EventLog events) {
        status = new RolloutStatus(store, timeline, queue::add);
        revisions = new Revisions(store, events, status);
        scaling = new DeploymentScaling(store, events);
        rollingUpdate = new RollingUpdate(revisions, scaling, status);
        recreate = new Recreate(revisions, scaling, status);
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Deployment deployment) {
            queue.add(deployment);
        } else if (object instanceof ReplicaSet set && set.controller() instanceof Deployment deployment) {
            queue.add(deployment);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof ReplicaSet set && set.controller() instanceof Deployment deployment) {
            queue.add(deployment);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (Deployment deployment = queue.poll(); deployment != null; deployment = queue.poll()) {
            worked = true;
            if (deployment.present()) {
                sync(deployment);
            }
        }
        return worked;
    }

    private void sync(Deployment deployment) {
        status.notePause(deployment);
        if (deployment.spec().paused()) {
            Rollout rollout = revisions.find(deployment);
            scaling.scale(rollout);
            revisions.cleanUp(rollout);
            status.update(rollout);
            return;
        }
        Rollout rollout = revisions.find(deployment);
        if (DeploymentScaling.isScalingEvent(rollout)) {
            scaling.scale(rollout);
            status.update(rollout);
        } else if (deployment.spec().recreate()) {
            recreate.roll(rollout);
        } else {
            rollingUpdate.roll(rollout);
        }
    }
}
