package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;

/** Check the status of workloads that clients write. Source: {@code pkg/apis/apps/validation}. */
public final class StatusRules {

    private static final String READY = "readyReplicas";
    private static final String AVAILABLE = "availableReplicas";
    private static final String COLLISIONS = "collisionCount";

    /** Counts of a kind in the order in which they are looked at. */
    private static final Map<String, List<String>> COUNTS = Map.of(
            "Deployment",
            List.of(
                    "observedGeneration",
                    "replicas",
                    "updatedReplicas",
                    READY,
                    AVAILABLE,
                    "unavailableReplicas",
                    "terminatingReplicas",
                    COLLISIONS),
            "ReplicaSet",
            List.of("replicas", "fullyLabeledReplicas", READY, AVAILABLE, "observedGeneration", "terminatingReplicas"),
            "StatefulSet",
            List.of(
                    "replicas",
                    READY,
                    "currentReplicas",
                    "updatedReplicas",
                    AVAILABLE,
                    "observedGeneration",
                    COLLISIONS),
            "DaemonSet",
            List.of(
                    "currentNumberScheduled",
                    "numberMisscheduled",
                    "desiredNumberScheduled",
                    "numberReady",
                    "observedGeneration",
                    "updatedNumberScheduled",
                    "numberAvailable",
                    "numberUnavailable",
                    COLLISIONS),
            "HorizontalPodAutoscaler",
            List.of("currentReplicas", "desiredReplicas"),
            "PodDisruptionBudget",
            List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"));

    /** Counts of a kind that are part of its replicas, in the order in which they are looked at. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "Deployment", List.of("updatedReplicas", READY, AVAILABLE),
            "ReplicaSet", List.of("fullyLabeledReplicas", READY, AVAILABLE),
            "StatefulSet", List.of(READY, "currentReplicas", "updatedReplicas", AVAILABLE));

    private StatusRules() {}

    /**
     * Check an object whose status is to change.
     *
     * @param status its new status
     * @param before the object as it is
     */
    public static FieldErrors check(Gvk gvk, JsonNode status, JsonNode before) {
        FieldErrors errors = new FieldErrors();
        for (String count : COUNTS.getOrDefault(gvk.kind(), List.of())) {
            WorkloadRules.notNegative(status, count, "status", errors);
        }
        for (String part : PARTS.getOrDefault(gvk.kind(), List.of())) {
            atMost(status, part, "replicas", "status.replicas", errors);
        }
        if (PARTS.containsKey(gvk.kind())) {
            atMost(status, AVAILABLE, READY, gvk.kind().equals("StatefulSet") ? "status." + READY : READY, errors);
        }
        if (status.path(COLLISIONS).asInt()
                < before.path("status").path(COLLISIONS).asInt()) {
            errors.invalid("status." + COLLISIONS, status.path(COLLISIONS).asInt(), "cannot be decremented");
        }
        if (gvk.kind().equals("Job")) {
            JobStatusRules.check(before.path("spec"), status, before.path("status"), errors);
        }
        return errors;
    }

    private static void atMost(JsonNode status, String count, String most, String shown, FieldErrors errors) {
        if (status.path(count).asLong() > status.path(most).asLong()) {
            errors.invalid("status." + count, status.path(count).asLong(), "cannot be greater than " + shown);
        }
    }
}
