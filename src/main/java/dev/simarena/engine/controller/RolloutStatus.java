package dev.simarena.engine.controller;

import dev.simarena.engine.core.Alarm;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentStatus;
import dev.simarena.engine.model.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Count the pods of a Deployment and write its conditions Available and Progressing.
 *
 * <p>Source: {@code progress.go} and {@code calculateStatus} of kube-controller-manager.
 */
final class RolloutStatus {

    private static final String PROGRESSING = "Progressing";
    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";

    private final ObjectStore store;
    private final Timeline timeline;
    private final Alarm again;
    private final Client client;

    RolloutStatus(ObjectStore store, Timeline timeline, Alarm again, Client client) {
        this.store = store;
        this.timeline = timeline;
        this.again = again;
        this.client = client;
    }

    /** Tell whether every pod is updated and available, as of the last status written. */
    boolean complete(Rollout rollout) {
        return complete(rollout.deployment(), rollout.deployment().status());
    }

    /** Write counts and Available. */
    void update(Rollout rollout) {
        write(rollout.deployment(), count(rollout));
    }

    /** Write counts, Available and Progressing; without a deadline there is no Progressing. */
    void updateRollout(Rollout rollout) {
        Deployment deployment = rollout.deployment();
        DeploymentStatus before = deployment.status();
        DeploymentStatus after = count(rollout);
        Condition present = before.condition(PROGRESSING);
        if (!hasDeadline(deployment) && present != null) {
            List<Condition> others = new ArrayList<>(after.conditions());
            others.remove(present);
            after = withConditions(after, others);
        }
        boolean done = after.replicas() == after.updatedReplicas()
                && present != null
                && present.reason().equals(COMPLETE);
        if (hasDeadline(deployment) && !done) {
            String who = rollout.newest() == null
                    ? "Deployment \"%s\"".formatted(deployment.name())
                    : "ReplicaSet \"" + rollout.newest().name() + "\"";
            if (complete(deployment, after)) {
                after = with(after, progress("True", COMPLETE, who + " has successfully progressed."), false);
            } else if (progressed(before, after)) {
                after = with(after, progress("True", "ReplicaSetUpdated", who + " is progressing."), true);
            } else if (timedOut(deployment, present)) {
                after = with(after, progress("False", TIMED_OUT, who + " has timed out progressing."), false);
            }
        }
        write(deployment, withFailure(after, rollout));
        watchDeadline(deployment);
    }

    /** Show that pods cannot be made, the ReplicaSet of the template first. */
    private static DeploymentStatus withFailure(DeploymentStatus status, Rollout rollout) {
        ReplicaSet newest = rollout.newest();
        Condition failure = newest == null ? null : newest.status().failure();
        for (ReplicaSet set : rollout.all()) {
            failure = failure == null ? set.status().failure() : failure;
        }
        if (failure != null) {
            return with(status, failure, false);
        }
        Condition present = status.condition("ReplicaFailure");
        if (present == null) {
            return status;
        }
        List<Condition> others = new ArrayList<>(status.conditions());
        others.remove(present);
        return withConditions(status, others);
    }

    /** Note that the ReplicaSet of the template was there already. */
    void noteFound(Deployment deployment, ReplicaSet set) {
        if (hasDeadline(deployment) && deployment.status().condition(PROGRESSING) == null) {
            String text = "Found new replica set \"" + set.name() + "\"";
            write(deployment, with(deployment.status(), progress("True", "FoundNewReplicaSet", text), false));
        }
    }

    /** Note that the ReplicaSet of the template was made. */
    void noteCreated(Deployment deployment, ReplicaSet set) {
        if (hasDeadline(deployment)) {
            String text = "Created new replica set \"" + set.name() + "\"";
            // once the ReplicaSet is there, nobody would know again that it was made just now
            client.charge();
            store(deployment, with(deployment.status(), progress("True", "NewReplicaSetCreated", text), false));
        }
    }

    /** Note that rollouts were paused or resumed. */
    void notePause(Deployment deployment) {
        Condition present = deployment.status().condition(PROGRESSING);
        if (!hasDeadline(deployment) || (present != null && present.reason().equals(TIMED_OUT))) {
            return;
        }
        boolean noted = present != null && present.reason().equals("DeploymentPaused");
        if (deployment.spec().paused() && !noted) {
            Condition paused = progress("Unknown", "DeploymentPaused", "Deployment is paused");
            write(deployment, with(deployment.status(), paused, false));
        } else if (!deployment.spec().paused() && noted) {
            Condition resumed = progress("Unknown", "DeploymentResumed", "Deployment is resumed");
            write(deployment, with(deployment.status(), resumed, false));
        }
    }

    private DeploymentStatus count(Rollout rollout) {
        Deployment deployment = rollout.deployment();
        List<ReplicaSet> all = rollout.all();
        int available = Rollout.available(all);
        int ready = 0;
        for (ReplicaSet set : all) {
            ready += set.status().ready();
        }
        DeploymentStatus counted = new DeploymentStatus(
                deployment.generation(),
                Rollout.actual(all),
                rollout.newest() == null ? 0 : rollout.newest().status().replicas(),
                ready,
                available,
                Math.max(0, Rollout.declared(all) - available),
                deployment.status().conditions());
        long now = timeline.now();
        boolean enough = available >= deployment.replicas() - deployment.spec().maxUnavailable();
        Condition condition = enough
                ? new Condition(
                        "Available",
                        "True",
                        "MinimumReplicasAvailable",
                        "Deployment has minimum availability.",
                        now,
                        now)
                : new Condition(
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.",
                        now,
                        now);
        return with(counted, condition, false);
    }

    private void write(Deployment deployment, DeploymentStatus status) {
        if (!status.equals(deployment.status())) {
            client.take();
            store(deployment, status);
        }
    }

    private void store(Deployment deployment, DeploymentStatus status) {
        deployment.setStatus(status);
        store.changed(deployment);
    }

    /** Look again when the deadline has passed. */
    private void watchDeadline(Deployment deployment) {
        Condition present = deployment.status().condition(PROGRESSING);
        if (!hasDeadline(deployment)
                || present == null
                || present.reason().equals(COMPLETE)
                || present.reason().equals(TIMED_OUT)) {
            return;
        }
        long due = deadline(deployment, present) + TimeUnit.SECONDS.toMicros(1);
        if (deployment.watchUntil(due)) {
            timeline.at(due, again, deployment);
        }
    }

    private boolean timedOut(Deployment deployment, @Nullable Condition present) {
        if (present == null || present.reason().equals(COMPLETE)) {
            return false;
        }
        return present.reason().equals(TIMED_OUT) || deadline(deployment, present) < timeline.now();
    }

    private static long deadline(Deployment deployment, Condition progressing) {
        return progressing.updated()
                + TimeUnit.SECONDS.toMicros(deployment.spec().progressDeadlineSeconds());
    }

    private static boolean hasDeadline(Deployment deployment) {
        return deployment.spec().progressDeadlineSeconds() != Integer.MAX_VALUE;
    }

    static boolean complete(Deployment deployment, DeploymentStatus status) {
        int replicas = deployment.replicas();
        return status.updatedReplicas() == replicas
                && status.replicas() == replicas
                && status.availableReplicas() == replicas
                && status.observedGeneration() >= deployment.generation();
    }

    static boolean progressed(DeploymentStatus before, DeploymentStatus after) {
        return after.updatedReplicas() > before.updatedReplicas()
                || after.replicas() - after.updatedReplicas() < before.replicas() - before.updatedReplicas()
                || after.readyReplicas() > before.readyReplicas()
                || after.availableReplicas() > before.availableReplicas();
    }

    private Condition progress(String status, String reason, String message) {
        return new Condition(PROGRESSING, status, reason, message, timeline.now(), timeline.now());
    }

    /** Set a condition; one with equal status and reason stays as it is unless it is to be renewed. */
    private static DeploymentStatus with(DeploymentStatus status, Condition condition, boolean renew) {
        Condition present = status.condition(condition.type());
        if (!renew
                && present != null
                && present.status().equals(condition.status())
                && present.reason().equals(condition.reason())) {
            return status;
        }
        List<Condition> conditions = new ArrayList<>(status.conditions());
        Condition dated = present != null && present.status().equals(condition.status())
                ? condition.since(present.transitioned())
                : condition;
        conditions.removeIf(old -> old.type().equals(condition.type()));
        conditions.add(dated);
        return withConditions(status, conditions);
    }

    private static DeploymentStatus withConditions(DeploymentStatus status, List<Condition> conditions) {
        return new DeploymentStatus(
                status.observedGeneration(),
                status.replicas(),
                status.updatedReplicas(),
                status.readyReplicas(),
                status.availableReplicas(),
                status.unavailableReplicas(),
                conditions);
    }
}
