package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.AutoscalerSpec;
import dev.simarena.engine.model.ScalingRules;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Read what HorizontalPodAutoscalers declare. */
public final class AutoscalerReader {

    private AutoscalerReader() {}

    /**
     * Read the declared part of a HorizontalPodAutoscaler.
     *
     * @param live the autoscaler as it is, {@code null} where it is new
     * @throws dev.simarena.engine.model.ApiException 400 or 422 where the API server would not take it
     */
    public static AutoscalerSpec autoscaler(Manifest manifest, @Nullable Autoscaler live) {
        ObjectNode object = WorkloadReader.checked(manifest, live == null ? null : Renderer.json(live));
        ObjectNode spec = (ObjectNode) object.path("spec");
        JsonNode target = spec.path("scaleTargetRef");
        List<AutoscalerSpec.Metric> metrics = new ArrayList<>();
        spec.path("metrics").forEach(metric -> metrics.add(metric(metric)));
        JsonNode behavior = spec.path("behavior");
        return new AutoscalerSpec(
                Gvk.of(
                        target.path("apiVersion").asText("v1"),
                        target.path("kind").asText()),
                target.path("name").asText(),
                spec.path("minReplicas").asInt(),
                spec.path("maxReplicas").asInt(),
                metrics,
                behavior.isObject() ? rules(behavior.path("scaleUp")) : null,
                behavior.isObject() ? rules(behavior.path("scaleDown")) : null,
                spec);
    }

    private static AutoscalerSpec.Metric metric(JsonNode metric) {
        String type = metric.path("type").asText();
        String field = type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        JsonNode source = metric.path(field);
        JsonNode target = source.path("target");
        String name =
                source.path("name").asText(source.path("metric").path("name").asText(""));
        return new AutoscalerSpec.Metric(
                type,
                name,
                source.path("container").asText(""),
                target.hasNonNull("averageUtilization")
                        ? target.path("averageUtilization").asInt()
                        : null,
                target.hasNonNull("averageValue")
                        ? Quantity.of(target.path("averageValue")).milliValue()
                        : null);
    }

    private static ScalingRules rules(JsonNode rules) {
        List<ScalingRules.Policy> policies = new ArrayList<>();
        for (JsonNode policy : rules.path("policies")) {
            policies.add(new ScalingRules.Policy(
                    policy.path("type").asText().equals("Percent"),
                    policy.path("value").asInt(),
                    policy.path("periodSeconds").asInt()));
        }
        return new ScalingRules(
                rules.hasNonNull("stabilizationWindowSeconds")
                        ? rules.path("stabilizationWindowSeconds").asInt()
                        : null,
                rules.path("selectPolicy").asText("Max"),
                policies,
                rules.hasNonNull("tolerance")
                        ? Quantity.of(rules.path("tolerance")).value().doubleValue()
                        : null);
    }
}
