package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Write the metrics of an autoscaler, current value against target, the first two of them.
 *
 * <p>Source: {@code formatHPAMetrics} of {@code pkg/printers/internalversion}.
 */
final class MetricText {

    private MetricText() {}

    static String of(Shown autoscaler) {
        JsonNode specs = autoscaler.at("spec", "metrics");
        if (specs.isEmpty()) {
            // autoscaling/v1 knows one target
            JsonNode cpu = autoscaler.at("spec", "targetCPUUtilizationPercentage");
            JsonNode used = autoscaler.at("status", "currentCPUUtilizationPercentage");
            return cpu.isNumber()
                    ? "cpu: " + (used.isNumber() ? used.asLong() + "%" : Shown.UNKNOWN) + "/" + cpu.asLong() + "%"
                    : Shown.NONE;
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            all.add(one(specs.path(i), autoscaler.at("status", "currentMetrics").path(i)));
        }
        String shown = String.join(", ", all.subList(0, Math.min(2, all.size())));
        return all.size() > 2 ? shown + " + " + (all.size() - 2) + " more..." : shown;
    }

    private static String one(JsonNode spec, JsonNode status) {
        return switch (spec.path("type").asText()) {
            case "External" -> value(spec.path("external"), status.path("external"));
            case "Object" -> value(spec.path("object"), status.path("object"));
            case "Pods" ->
                known(status.path("pods").path("current").path("averageValue")) + "/"
                        + spec.path("pods").path("target").path("averageValue").asText();
            case "Resource" -> resource(spec.path("resource"), status.path("resource"));
            case "ContainerResource" -> resource(spec.path("containerResource"), status.path("containerResource"));
            default -> "<unknown type>";
        };
    }

    private static String value(JsonNode spec, JsonNode status) {
        JsonNode average = spec.path("target").path("averageValue");
        return average.isMissingNode()
                ? known(status.path("current").path("value")) + "/"
                        + spec.path("target").path("value").asText()
                : known(status.path("current").path("averageValue")) + "/" + average.asText() + " (avg)";
    }

    private static String resource(JsonNode spec, JsonNode status) {
        JsonNode target = spec.path("target");
        String name = spec.path("name").asText() + ": ";
        if (target.has("averageValue")) {
            return name + known(status.path("current").path("averageValue")) + "/"
                    + target.path("averageValue").asText();
        }
        JsonNode used = status.path("current").path("averageUtilization");
        JsonNode wanted = target.path("averageUtilization");
        return name + (used.isNumber() ? used.asLong() + "%" : Shown.UNKNOWN) + "/"
                + (wanted.isNumber() ? wanted.asLong() + "%" : "<auto>");
    }

    private static String known(JsonNode value) {
        return value.asText(Shown.UNKNOWN);
    }
}
