package dev.simarena.engine.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.trace.Gvk;
import java.util.List;

/**
 * Convert HorizontalPodAutoscalers between {@code autoscaling/v2}, as they are stored, and {@code autoscaling/v1}.
 *
 * <p>v1 has a field for the utilization of cpu only. Other metrics, behavior, measurements and conditions are annotations
 * there, as text in the notation of v1, behavior in that of Kubernetes' own structures. Source: {@code conversion.go} of
 * {@code pkg/apis/autoscaling/v1}.
 */
public final class AutoscalerVersions {

    /** HorizontalPodAutoscalers as version v1 shows them. */
    public static final Gvk OLDER = new Gvk("autoscaling", "v1", "HorizontalPodAutoscaler");

    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String CURRENT_METRICS = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final List<String> ANNOTATIONS = List.of(
            METRICS,
            CURRENT_METRICS,
            CONDITIONS,
            BEHAVIOR,
            PREFIX + "scale-down-tolerance",
            PREFIX + "scale-up-tolerance");

    private static final String CPU_FIELD = "targetCPUUtilizationPercentage";
    private static final int DEFAULT_UTILIZATION = 80;
    private static final ObjectMapper JSON = new ObjectMapper();

    private AutoscalerVersions() {}

    /** Return an object that a client wrote in version v1 in the stored version. */
    public static ObjectNode newer(ObjectNode v1) {
        ObjectNode v2 = v1.deepCopy();
        v2.put("apiVersion", Autoscaler.GVK.apiVersion());
        JsonNode annotations = v1.at("/metadata/annotations");
        if (v2.at("/metadata/annotations") instanceof ObjectNode kept) {
            kept.remove(ANNOTATIONS);
        }
        ObjectNode spec = v2.withObject("/spec");
        ArrayNode metrics = spec.putArray("metrics");
        for (JsonNode metric : parsed(annotations, METRICS)) {
            metrics.add(AutoscalerMetrics.specToV2(metric));
        }
        JsonNode utilization = spec.path(CPU_FIELD);
        if (utilization.isNumber() || metrics.isEmpty()) {
            ObjectNode resource = metrics.addObject()
                    .put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu");
            resource.putObject("target")
                    .put("type", "Utilization")
                    .put("averageUtilization", utilization.asInt(DEFAULT_UTILIZATION));
        }
        spec.remove(CPU_FIELD);
        JsonNode behavior = parsed(annotations, BEHAVIOR);
        if (!behavior.isEmpty()) {
            spec.set("behavior", AutoscalerMetrics.renamed(behavior, false));
        }
        if (v2.path("status") instanceof ObjectNode status) {
            status.remove("currentCPUUtilizationPercentage");
            ArrayNode current = status.putArray("currentMetrics");
            parsed(annotations, CURRENT_METRICS).forEach(metric -> current.add(AutoscalerMetrics.statusToV2(metric)));
            JsonNode conditions = parsed(annotations, CONDITIONS);
            if (!conditions.isEmpty()) {
                status.set("conditions", conditions);
            }
        }
        return v2;
    }

    /** Return a stored object as version v1 shows it. */
    public static ObjectNode older(ObjectNode v2) {
        ObjectNode v1 = v2.deepCopy();
        v1.put("apiVersion", OLDER.apiVersion());
        ObjectNode annotations = v1.withObject("/metadata/annotations");
        annotations.remove(ANNOTATIONS);
        ObjectNode spec = v1.withObject("/spec");
        ArrayNode others = JSON.createArrayNode();
        for (JsonNode metric : v2.at("/spec/metrics")) {
            if (!cpuUtilization(metric)) {
                others.add(AutoscalerMetrics.specToV1(metric));
            } else if (!spec.has(CPU_FIELD)) {
                spec.set(CPU_FIELD, metric.at("/resource/target/averageUtilization"));
            }
        }
        spec.remove("metrics");
        JsonNode behavior = spec.remove("behavior");
        ObjectNode status = v1.withObject("/status");
        status.remove("currentMetrics");
        ArrayNode current = JSON.createArrayNode();
        for (JsonNode metric : v2.at("/status/currentMetrics")) {
            current.add(AutoscalerMetrics.statusToV1(metric));
            JsonNode utilization = metric.at("/resource/current/averageUtilization");
            if (metric.at("/resource/name").asText().equals("cpu") && utilization.isNumber()) {
                status.set("currentCPUUtilizationPercentage", utilization);
            }
        }
        JsonNode conditions = status.remove("conditions");
        Json.orElse(status, "currentReplicas", 0);
        Json.orElse(status, "desiredReplicas", 0);
        put(annotations, METRICS, others);
        put(annotations, CURRENT_METRICS, current);
        put(annotations, BEHAVIOR, behavior == null ? others.arrayNode() : AutoscalerMetrics.renamed(behavior, true));
        put(annotations, CONDITIONS, conditions == null ? others.arrayNode() : conditions);
        if (annotations.isEmpty()) {
            v1.withObject("/metadata").remove("annotations");
        }
        return v1;
    }

    private static boolean cpuUtilization(JsonNode metric) {
        return metric.path("type").asText().equals("Resource")
                && metric.at("/resource/name").asText().equals("cpu")
                && metric.at("/resource/target/averageUtilization").isNumber();
    }

    private static void put(ObjectNode annotations, String name, JsonNode value) {
        if (!value.isEmpty()) {
            annotations.put(name, value.toString());
        }
    }

    /** Return what is written in an annotation, nothing where that cannot be read. */
    private static JsonNode parsed(JsonNode annotations, String name) {
        try {
            return JSON.readTree(annotations.path(name).asText("null"));
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
