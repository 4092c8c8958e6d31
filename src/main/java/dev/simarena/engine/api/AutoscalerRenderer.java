package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.AutoscalerSpec;
import dev.simarena.engine.model.Condition;
import java.util.Locale;

/** Write HorizontalPodAutoscalers. */
final class AutoscalerRenderer {

    private AutoscalerRenderer() {}

    static void render(Autoscaler autoscaler, ObjectNode json) {
        json.set("spec", autoscaler.spec().written().deepCopy());
        ObjectNode written = autoscaler.writtenStatus();
        if (written != null) {
            json.set("status", written.deepCopy());
            return;
        }
        ObjectNode status = json.putObject("status");
        Autoscaler.Status shown = autoscaler.status();
        if (shown.lastScaleTime() != Autoscaler.NEVER) {
            status.put("lastScaleTime", Json.time(shown.lastScaleTime()));
        }
        Json.putCount(status, "currentReplicas", shown.current());
        status.put("desiredReplicas", shown.desired());
        if (shown.metrics().isEmpty()) {
            status.putNull("currentMetrics");
        } else {
            ArrayNode metrics = status.putArray("currentMetrics");
            shown.metrics().forEach(metric -> metrics.add(metric(metric)));
        }
        if (!shown.conditions().isEmpty()) {
            ArrayNode conditions = status.putArray("conditions");
            shown.conditions().forEach(condition -> conditions.add(condition(condition)));
        }
    }

    private static ObjectNode metric(Autoscaler.Measurement measurement) {
        ObjectNode json = Json.object();
        Long average = measurement.average();
        AutoscalerSpec.Metric metric = measurement.metric();
        if (average == null) {
            return json.put("type", "");
        }
        json.put("type", metric.type());
        String field = metric.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + metric.type().substring(1);
        ObjectNode source = json.putObject(field);
        source.put("name", metric.name());
        if (!metric.container().isEmpty()) {
            source.put("container", metric.container());
        }
        ObjectNode current = source.putObject("current");
        current.put("averageValue", average % 1000 == 0 ? String.valueOf(average / 1000) : average + "m");
        if (measurement.utilization() != null) {
            current.put("averageUtilization", measurement.utilization());
        }
        return json;
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode json = Json.object();
        json.put("type", condition.type());
        json.put("status", condition.status());
        json.put("lastTransitionTime", Json.time(condition.transitioned()));
        json.put("reason", condition.reason());
        json.put("message", condition.message());
        return json;
    }
}
