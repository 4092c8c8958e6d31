package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Quantity;
import java.util.Locale;

/** Write the metrics of HorizontalPodAutoscalers in the notations of version v1 and v2. */
final class AutoscalerMetrics {

    private static final String RESOURCE = "resource";
    private static final String CONTAINER = "containerResource";

    private AutoscalerMetrics() {}

    static ObjectNode specToV1(JsonNode metric) {
        String field = field(metric);
        JsonNode source = metric.path(field);
        JsonNode target = source.path("target");
        ObjectNode v1 = Json.object();
        switch (field) {
            case RESOURCE, CONTAINER -> {
                copy(source, "name", v1, "name");
                copy(target, "averageUtilization", v1, "targetAverageUtilization");
                copy(target, "averageValue", v1, "targetAverageValue");
                copy(source, "container", v1, "container");
            }
            case "pods" -> {
                copy(source.path("metric"), "name", v1, "metricName");
                v1.put("targetAverageValue", target.path("averageValue").asText("0"));
                copy(source.path("metric"), "selector", v1, "selector");
            }
            case "object" -> {
                copy(source, "describedObject", v1, "target");
                copy(source.path("metric"), "name", v1, "metricName");
                v1.put("targetValue", target.path("value").asText("0"));
                copy(source.path("metric"), "selector", v1, "selector");
                copy(target, "averageValue", v1, "averageValue");
            }
            default -> {
                copy(source.path("metric"), "name", v1, "metricName");
                copy(source.path("metric"), "selector", v1, "metricSelector");
                copy(target, "value", v1, "targetValue");
                copy(target, "averageValue", v1, "targetAverageValue");
            }
        }
        return typed(metric, field, v1);
    }

    static ObjectNode specToV2(JsonNode metric) {
        String field = field(metric);
        JsonNode source = metric.path(field);
        ObjectNode v2 = Json.object();
        ObjectNode target = Json.object();
        switch (field) {
            case RESOURCE, CONTAINER -> {
                copy(source, "name", v2, "name");
                copy(source, "container", v2, "container");
                target.put("type", source.hasNonNull("targetAverageUtilization") ? "Utilization" : "AverageValue");
                copy(source, "targetAverageValue", target, "averageValue");
                copy(source, "targetAverageUtilization", target, "averageUtilization");
            }
            case "pods" -> {
                identify(source, "selector", v2);
                target.put("type", "AverageValue");
                copy(source, "targetAverageValue", target, "averageValue");
            }
            case "object" -> {
                copy(source, "target", v2, "describedObject");
                identify(source, "selector", v2);
                boolean average = source.hasNonNull("averageValue");
                target.put("type", average ? "AverageValue" : "Value");
                if (!average || Quantity.of(source.path("targetValue")).milliValue() != 0) {
                    copy(source, "targetValue", target, "value");
                }
                copy(source, "averageValue", target, "averageValue");
            }
            default -> {
                identify(source, "metricSelector", v2);
                target.put("type", source.hasNonNull("targetValue") ? "Value" : "AverageValue");
                copy(source, "targetValue", target, "value");
                copy(source, "targetAverageValue", target, "averageValue");
            }
        }
        v2.set("target", target);
        return typed(metric, field, v2);
    }

    /** Only metrics of resources are ever measured here. */
    static ObjectNode statusToV1(JsonNode metric) {
        String field = field(metric);
        if (field.isEmpty()) {
            return Json.object().put("type", "");
        }
        JsonNode source = metric.path(field);
        ObjectNode v1 = Json.object();
        copy(source, "name", v1, "name");
        copy(source.path("current"), "averageUtilization", v1, "currentAverageUtilization");
        v1.put("currentAverageValue", source.at("/current/averageValue").asText("0"));
        copy(source, "container", v1, "container");
        return typed(metric, field, v1);
    }

    static ObjectNode statusToV2(JsonNode metric) {
        String field = field(metric);
        if (field.isEmpty()) {
            return Json.object().put("type", "");
        }
        JsonNode source = metric.path(field);
        ObjectNode v2 = Json.object();
        copy(source, "name", v2, "name");
        copy(source, "container", v2, "container");
        ObjectNode current = v2.putObject("current");
        copy(source, "currentAverageValue", current, "averageValue");
        copy(source, "currentAverageUtilization", current, "averageUtilization");
        return typed(metric, field, v2);
    }

    /** Return the same with names that begin with a capital, which the annotation has, or with a small letter. */
    static JsonNode renamed(JsonNode json, boolean capital) {
        if (json.isArray()) {
            ArrayNode renamed = Json.object().arrayNode();
            json.forEach(element -> renamed.add(renamed(element, capital)));
            return renamed;
        }
        if (!json.isObject()) {
            return json;
        }
        ObjectNode renamed = Json.object();
        json.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                String name = entry.getKey();
                String first = capital
                        ? name.substring(0, 1).toUpperCase(Locale.ROOT)
                        : name.substring(0, 1).toLowerCase(Locale.ROOT);
                renamed.set(first + name.substring(1), renamed(entry.getValue(), capital));
            }
        });
        return renamed;
    }

    private static void identify(JsonNode source, String selector, ObjectNode v2) {
        ObjectNode metric = v2.putObject("metric");
        copy(source, "metricName", metric, "name");
        copy(source, selector, metric, "selector");
    }

    private static ObjectNode typed(JsonNode metric, String field, ObjectNode source) {
        ObjectNode typed = Json.object().put("type", metric.path("type").asText());
        typed.set(field, source);
        return typed;
    }

    private static String field(JsonNode metric) {
        String type = metric.path("type").asText();
        return type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
        if (from.hasNonNull(name)) {
            to.set(newName, from.path(name));
        }
    }
}
