package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Check the metrics autoscalers follow. Source: {@code validateMetricSpec}. */
final class MetricRules {

    private static final List<String> TYPES = List.of("ContainerResource", "External", "Object", "Pods", "Resource");
    private static final Map<String, String> FIELDS = Map.of(
            "ContainerResource", "containerResource",
            "External", "external",
            "Object", "object",
            "Pods", "pods",
            "Resource", "resource");

    /** Fields in the order in which they are looked at; only the first that is there is looked into. */
    private static final List<String> SOURCES = List.of("object", "external", "pods", "resource", "containerResource");

    private MetricRules() {}

    static void check(JsonNode metrics, boolean toZero, FieldErrors errors) {
        int i = 0;
        boolean outside = false;
        for (JsonNode metric : metrics) {
            metric(metric, "spec.metrics[" + i++ + "]", errors);
            outside |=
                    List.of("Object", "External").contains(metric.path("type").asText(""));
        }
        if (toZero && !outside) {
            errors.forbidden(
                    "spec.metrics",
                    "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private static void metric(JsonNode metric, String path, FieldErrors errors) {
        String type = metric.path("type").asText("");
        if (type.isEmpty()) {
            errors.required(path + ".type", "must specify a metric source type");
        }
        if (!TYPES.contains(type)) {
            errors.unsupported(path + ".type", type, TYPES);
        }
        List<String> present = new ArrayList<>(SOURCES);
        present.removeIf(field -> !metric.path(field).isObject());
        if (!present.isEmpty()) {
            String field = present.get(0);
            source(field, metric.path(field), path + "." + field, errors);
        }
        String expected = FIELDS.get(type);
        if (expected != null && !present.contains(expected)) {
            errors.required(path + "." + expected, "must populate information for the given metric source");
        }
        if (present.size() != 1) {
            present.remove(expected);
            present.forEach(
                    field -> errors.forbidden(path + "." + field, "must populate the given metric source only"));
        }
    }

    private static void source(String kind, JsonNode source, String path, FieldErrors errors) {
        JsonNode target = source.path("target");
        String at = path + ".target";
        boolean average = target.hasNonNull("averageValue");
        switch (kind) {
            case "resource", "containerResource" -> {
                resource(kind, source, path, errors);
                target(target, at, errors);
                boolean utilization = target.hasNonNull("averageUtilization");
                if (!utilization && !average) {
                    errors.required(
                            at + ".averageUtilization", "must set either a target raw value or a target utilization");
                }
                if (utilization && average) {
                    errors.forbidden(
                            at + ".averageValue", "may not set both a target raw value and a target utilization");
                }
            }
            case "pods" -> {
                named(source.path("metric"), path, errors);
                target(target, at, errors);
                if (!average) {
                    errors.required(at + ".averageValue", "must specify a positive target averageValue");
                }
            }
            case "object" -> {
                AutoscalerRules.reference(source.path("describedObject"), path + ".describedObject", errors);
                named(source.path("metric"), path, errors);
                target(target, at, errors);
                if (!target.hasNonNull("value") && !average) {
                    errors.required(at + ".averageValue", "must set either a target value or averageValue");
                }
            }
            default -> {
                named(source.path("metric"), path, errors);
                target(target, at, errors);
                if (!target.hasNonNull("value") && !average) {
                    errors.required(
                            at + ".averageValue", "must set either a target value for metric or a per-pod target");
                }
                if (target.hasNonNull("value") && average) {
                    errors.forbidden(at + ".value", "may not set both a target value for metric and a per-pod target");
                }
            }
        }
    }

    private static void resource(String kind, JsonNode source, String path, FieldErrors errors) {
        if (source.path("name").asText("").isEmpty()) {
            errors.required(path + ".name", "must specify a resource name");
        }
        if (kind.equals("containerResource")) {
            String container = source.path("container").asText("");
            if (container.isEmpty()) {
                errors.required(path + ".container", "must specify a container");
            } else {
                NameRules.label(container).forEach(wrong -> errors.invalid(path + ".container", container, wrong));
            }
        }
    }

    private static void named(JsonNode metric, String path, FieldErrors errors) {
        String name = metric.path("name").asText("");
        if (name.isEmpty()) {
            errors.required(path + ".metric.name", "must specify a metric name");
        } else {
            NameRules.pathSegment(name).forEach(wrong -> errors.invalid(path + ".metric.name", name, wrong));
        }
    }

    private static void target(JsonNode target, String path, FieldErrors errors) {
        String type = target.path("type").asText("");
        if (type.isEmpty()) {
            errors.required(path + ".type", "must specify a metric target type");
        }
        if (!List.of("Utilization", "Value", "AverageValue").contains(type)) {
            errors.invalid(path + ".type", type, "must be either Utilization, Value, or AverageValue");
        }
        for (String field : List.of("value", "averageValue")) {
            if (target.hasNonNull(field)) {
                Quantity quantity = Quantity.of(target.path(field));
                if (quantity.signum() <= 0) {
                    errors.invalid(path + "." + field, quantity.stored().toString(), "must be positive");
                }
            }
        }
        JsonNode utilization = target.path("averageUtilization");
        if (utilization.isNumber() && utilization.asLong() < 1) {
            errors.invalid(path + ".averageUtilization", utilization.asLong(), "must be greater than 0");
        }
    }
}
