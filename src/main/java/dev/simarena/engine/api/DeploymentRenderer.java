package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.DeploymentStatus;
import dev.simarena.engine.model.IntOrPercent;
import dev.simarena.engine.model.ReplicaSet;

/** Write Deployments and ReplicaSets. */
final class DeploymentRenderer {

    private DeploymentRenderer() {}

    static void render(Deployment deployment, ObjectNode json) {
        DeploymentSpec declared = deployment.spec();
        ObjectNode spec = json.putObject("spec");
        spec.put("replicas", declared.replicas());
        spec.set("selector", Renderer.selector(declared.selector()));
        spec.set(
                "template",
                Renderer.template(declared.template(), declared.template().labels()));
        ObjectNode strategy = spec.putObject("strategy");
        strategy.put("type", declared.recreate() ? "Recreate" : "RollingUpdate");
        if (!declared.recreate()) {
            ObjectNode rolling = strategy.putObject("rollingUpdate");
            put(rolling, "maxUnavailable", declared.unavailable());
            put(rolling, "maxSurge", declared.surge());
        }
        Json.putCount(spec, "minReadySeconds", declared.minReadySeconds());
        spec.put("revisionHistoryLimit", declared.revisionHistoryLimit());
        if (declared.paused()) {
            spec.put("paused", true);
        }
        spec.put("progressDeadlineSeconds", declared.progressDeadlineSeconds());
        ObjectNode status = json.putObject("status");
        status(deployment.status(), status);
        if (deployment.collisionCount() != null) {
            status.put("collisionCount", deployment.collisionCount());
        }
    }

    static void render(ReplicaSet set, ObjectNode json) {
        ObjectNode spec = json.putObject("spec");
        spec.put("replicas", set.replicas());
        Json.putCount(spec, "minReadySeconds", set.minReadySeconds());
        spec.set("selector", Renderer.selector(set.selector()));
        spec.set("template", Renderer.template(set.template(), set.podLabels()));
        ObjectNode status = json.putObject("status");
        ReplicaSet.Status shown = set.status();
        status.put("replicas", shown.replicas());
        Json.putCount(status, "fullyLabeledReplicas", shown.fullyLabeled());
        Json.putCount(status, "readyReplicas", shown.ready());
        Json.putCount(status, "availableReplicas", shown.available());
        if (shown.observedGeneration() > 0) {
            status.put("terminatingReplicas", 0);
            status.put("observedGeneration", shown.observedGeneration());
        }
        Renderer.conditions(set, shown.failure(), status);
    }

    private static void status(DeploymentStatus shown, ObjectNode status) {
        if (shown.observedGeneration() == 0) {
            return;
        }
        status.put("observedGeneration", shown.observedGeneration());
        Json.putCount(status, "replicas", shown.replicas());
        Json.putCount(status, "updatedReplicas", shown.updatedReplicas());
        Json.putCount(status, "readyReplicas", shown.readyReplicas());
        Json.putCount(status, "availableReplicas", shown.availableReplicas());
        Json.putCount(status, "unavailableReplicas", shown.unavailableReplicas());
        status.put("terminatingReplicas", 0);
        ArrayNode conditions = status.putArray("conditions");
        for (Condition condition : shown.conditions()) {
            conditions.add(Renderer.condition(condition, "lastUpdateTime"));
        }
    }

    private static void put(ObjectNode object, String field, IntOrPercent value) {
        if (value.percent()) {
            object.put(field, value.value() + "%");
        } else {
            object.put(field, value.value());
        }
    }
}
