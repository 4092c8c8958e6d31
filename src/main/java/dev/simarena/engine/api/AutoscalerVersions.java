package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Convert HorizontalPodAutoscalers between {@code autoscaling/v2}, as they are stored, and {@code autoscaling/v1}.
 *
 * <p>The older version has a field for the utilization of cpu only. Source: {@code pkg/apis/autoscaling/v1/conversion.go}.
 */
public final class AutoscalerVersions {

    private static final String TARGET = "targetCPUUtilizationPercentage";

    private AutoscalerVersions() {}

    /** Return a stored autoscaler as the older version shows it. */
    public static ObjectNode older(ObjectNode stored) {
        ObjectNode older = stored.deepCopy();
        older.put("apiVersion", "autoscaling/v1");
        if (older.path("spec") instanceof ObjectNode spec) {
            JsonNode target = utilization(spec.path("metrics"), "target");
            spec.remove("metrics");
            spec.remove("behavior");
            if (!target.isMissingNode()) {
                spec.set(TARGET, target);
            }
        }
        ObjectNode status = Json.objectAt(older, "status");
        JsonNode current = utilization(status.path("currentMetrics"), "current");
        status.remove("currentMetrics");
        status.remove("conditions");
        Json.orElse(status, "currentReplicas", 0);
        Json.orElse(status, "desiredReplicas", 0);
        if (!current.isMissingNode()) {
            status.set("currentCPUUtilizationPercentage", current);
        }
        return older;
    }

    /** Return an autoscaler of the older version as it is stored. */
    public static ObjectNode newer(ObjectNode sent) {
        ObjectNode newer = sent.deepCopy();
        newer.put("apiVersion", "autoscaling/v2");
        if (newer.path("spec") instanceof ObjectNode spec && spec.has(TARGET)) {
            JsonNode target = spec.remove(TARGET);
            ArrayNode metrics = spec.putArray("metrics");
            ObjectNode resource = metrics.addObject()
                    .put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu");
            resource.putObject("target").put("type", "Utilization").set("averageUtilization", target);
        }
        return newer;
    }

    private static JsonNode utilization(JsonNode metrics, String field) {
        for (JsonNode metric : metrics) {
            JsonNode resource = metric.path("resource");
            if (metric.path("type").asText().equals("Resource")
                    && resource.path("name").asText().equals("cpu")) {
                return resource.path(field).path("averageUtilization");
            }
        }
        return metrics.path("absent");
    }
}
