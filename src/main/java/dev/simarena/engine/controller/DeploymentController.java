package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.List;

/**
 * Roll out Deployments.
 *
 * <p>Order of a sync: paused, then a change of the number of replicas, then the strategy; so a change of template and
 * replicas at once first scales and then rolls. Source: {@code pkg/controller/deployment} of kube-controller-manager.
 */
public final class DeploymentController extends OwningController<Deployment> {

    private static final Claims<Deployment> CLAIMS = new Claims<>(
            Deployment.class,
            Gvk.DEPLOYMENT,
            List.of(ReplicaSet.class),
            (deployment, set) -> deployment.spec().selector().matches(set.labels()));

    private final Revisions revisions;
    private final DeploymentScaling scaling;
    private final RollingUpdate rollingUpdate;
    private final Recreate recreate;
    private final RolloutStatus status;

    /** Work with a client. */
    public DeploymentController(ObjectStore store, Timeline timeline, EventLog events, Client client) {
        super(Deployment.class, Queues.DEPLOYMENT, timeline, new Ownership<>(store, client, CLAIMS));
        status = new RolloutStatus(store, timeline, this, client);
        revisions = new Revisions(store, events, status, client);
        scaling = new DeploymentScaling(store, events, client);
        rollingUpdate = new RollingUpdate(revisions, scaling, status);
        recreate = new Recreate(revisions, scaling, status);
    }

    @Override
    protected void sync(Deployment deployment) {
        if (ownership().looks(deployment)) {
            ownership().claim(deployment, ReplicaSet.class);
            ownership().found(deployment);
        }
        status.notePause(deployment);
        if (deployment.terminating()) {
            status.update(revisions.find(deployment));
            return;
        }
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
