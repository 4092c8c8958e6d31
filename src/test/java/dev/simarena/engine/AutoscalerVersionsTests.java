package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.AutoscalerVersions;
import dev.simarena.engine.model.Autoscaler;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** HorizontalPodAutoscalers of version v1 are those of version v2, written in another way. */
class AutoscalerVersionsTests {

    private final World world = Manifests.world(1);

    @Test
    void autoscaler_written_in_v1_is_read_in_v2_and_acts() {
        world.submit(Manifests.deployment("web", 1, "100m", "128Mi"));
        ObjectNode older = older("\"targetCPUUtilizationPercentage\": 60,");
        older.withObject("/spec").put("minReplicas", 3);
        world.submit(older);
        JsonNode stored = stored();
        assertThat(stored.path("apiVersion").asText()).isEqualTo("autoscaling/v2");
        assertThat(stored.at("/spec/metrics")).isEqualTo(Manifests.json("""
                {"metrics": [{"type": "Resource", "resource":
                  {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}]}
                """).path("metrics"));
        world.advance(Duration.ofSeconds(31));
        assertThat(world.pods()).hasSize(3);
    }

    @Test
    void without_any_metric_cpu_is_to_be_used_by_80_percent() {
        world.submit(older(""));
        assertThat(stored().at("/spec/metrics/0/resource/target/averageUtilization")
                        .asInt())
                .isEqualTo(80);
    }

    @Test
    void what_v1_has_no_field_for_is_kept_in_annotations() {
        ObjectNode newer = Manifests.json("""
                {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "web", "namespace": "default", "annotations": {"mine": "yes"}},
                 "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                  "minReplicas": 1, "maxReplicas": 5,
                  "metrics": [
                   {"type": "Resource", "resource":
                     {"name": "memory", "target": {"type": "AverageValue", "averageValue": "100Mi"}}},
                   {"type": "Pods", "pods":
                     {"metric": {"name": "packets"}, "target": {"type": "AverageValue", "averageValue": "1k"}}},
                   {"type": "Object", "object": {"describedObject": {"apiVersion": "v1", "kind": "Service", "name": "s"},
                     "metric": {"name": "hits"}, "target": {"type": "Value", "value": "7"}}},
                   {"type": "External", "external":
                     {"metric": {"name": "queue"}, "target": {"type": "AverageValue", "averageValue": "30"}}},
                   {"type": "Resource", "resource":
                     {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}}],
                  "behavior": {"scaleDown": {"stabilizationWindowSeconds": 60, "selectPolicy": "Min",
                    "policies": [{"type": "Pods", "value": 4, "periodSeconds": 60}]}}},
                 "status": {"currentReplicas": 2, "desiredReplicas": 2,
                  "conditions": [{"type": "AbleToScale", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z",
                    "reason": "ReadyForNewScale", "message": "yes"}],
                  "currentMetrics": [{"type": "Resource", "resource":
                    {"name": "cpu", "current": {"averageValue": "10m", "averageUtilization": 10}}}]}}
                """);
        ObjectNode older = AutoscalerVersions.older(newer);
        assertThat(older.at("/spec")).isEqualTo(Manifests.json("""
                {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                 "minReplicas": 1, "maxReplicas": 5, "targetCPUUtilizationPercentage": 50}
                """));
        assertThat(older.at("/status")).isEqualTo(Manifests.json("""
                {"currentReplicas": 2, "desiredReplicas": 2, "currentCPUUtilizationPercentage": 10}
                """));
        JsonNode annotations = older.at("/metadata/annotations");
        assertThat(annotations).hasSize(5);
        assertThat(annotations
                        .path("autoscaling.alpha.kubernetes.io/current-metrics")
                        .asText())
                .isEqualTo("[{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\","
                        + "\"currentAverageUtilization\":10,\"currentAverageValue\":\"10m\"}}]");
        assertThat(annotations.path("autoscaling.alpha.kubernetes.io/behavior").asText())
                .isEqualTo("{\"ScaleDown\":{\"StabilizationWindowSeconds\":60,\"SelectPolicy\":\"Min\","
                        + "\"Policies\":[{\"Type\":\"Pods\",\"Value\":4,\"PeriodSeconds\":60}]}}");
        assertThat(AutoscalerVersions.newer(older)).isEqualTo(newer);
    }

    private JsonNode stored() {
        return Objects.requireNonNull(world.get(Autoscaler.GVK, "default", "web"));
    }

    private static ObjectNode older(String metric) {
        return Manifests.json("""
                {"apiVersion": "autoscaling/v1", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "web", "namespace": "default"},
                 "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, %s
                  "maxReplicas": 5}}
                """.formatted(metric));
    }
}
