package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Check Deployments, ReplicaSets, StatefulSets and DaemonSets. Source: {@code pkg/apis/apps/validation}. */
final class WorkloadRules {

    private static final String TEMPLATE = "spec.template";

    private WorkloadRules() {}

    static void deployment(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        notNegative(spec, "replicas", "spec", errors);
        selector(spec, "deployment", errors);
        template(spec, "ReplicaSet", errors);
        JsonNode strategy = spec.path("strategy");
        String type = strategy.path("type").asText("");
        JsonNode rolling = strategy.path("rollingUpdate");
        switch (type) {
            case "Recreate" -> {
                if (rolling.isObject()) {
                    errors.forbidden(
                            "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> rolling(rolling, "spec.strategy.rollingUpdate", "maxSurge", errors);
            default -> errors.unsupported("spec.strategy.type", type, List.of("Recreate", "RollingUpdate"));
        }
        notNegative(spec, "minReadySeconds", "spec", errors);
        notNegative(spec, "revisionHistoryLimit", "spec", errors);
        JsonNode deadline = spec.path("progressDeadlineSeconds");
        if (deadline.isNumber()) {
            notNegative(spec, "progressDeadlineSeconds", "spec", errors);
            if (deadline.asLong() <= spec.path("minReadySeconds").asLong()) {
                errors.invalid(
                        "spec.progressDeadlineSeconds", deadline.asLong(), "must be greater than minReadySeconds");
            }
        }
    }

    static void replicaSet(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        notNegative(spec, "replicas", "spec", errors);
        notNegative(spec, "minReadySeconds", "spec", errors);
        selector(spec, "deployment", errors);
        template(spec, "ReplicaSet", errors);
    }

    static void daemonSet(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        selector(spec, "daemonset", errors);
        template(spec, "DaemonSet", errors);
        notNegative(spec, "minReadySeconds", "spec", errors);
        JsonNode strategy = spec.path("updateStrategy");
        String type = strategy.path("type").asText("");
        if (type.equals("RollingUpdate")) {
            rolling(strategy.path("rollingUpdate"), "spec.updateStrategy.rollingUpdate", "maxSurge", errors);
        } else if (!type.equals("OnDelete")) {
            errors.unsupported("spec.updateStrategy.type", type, List.of("RollingUpdate", "OnDelete"));
        }
        notNegative(spec, "revisionHistoryLimit", "spec", errors);
    }

    static void statefulSet(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        String management = spec.path("podManagementPolicy").asText("");
        if (!List.of("OrderedReady", "Parallel").contains(management)) {
            errors.invalid("spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'");
        }
        JsonNode strategy = spec.path("updateStrategy");
        String type = strategy.path("type").asText("");
        JsonNode rolling = strategy.path("rollingUpdate");
        switch (type) {
            case "OnDelete" -> {
                if (rolling.isObject()) {
                    errors.invalid(
                            "spec.updateStrategy.rollingUpdate",
                            GoStructs.of("RollingUpdateStatefulSetStrategy", rolling),
                            "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> notNegative(rolling, "partition", "spec.updateStrategy.rollingUpdate", errors);
            default -> errors.invalid("spec.updateStrategy", type, "must be 'RollingUpdate' or 'OnDelete'");
        }
        notNegative(spec, "replicas", "spec", errors);
        notNegative(spec, "minReadySeconds", "spec", errors);
        notNegative(spec.path("ordinals"), "start", "spec.ordinals", errors);
        selector(spec, "statefulset", errors);
        templateMetadata(spec, errors);
        onlyAlways(spec, "StatefulSet", errors);
    }

    private static void selector(JsonNode spec, String kind, FieldErrors errors) {
        JsonNode selector = spec.path("selector");
        if (!selector.isObject()) {
            errors.required("spec.selector");
            return;
        }
        SelectorRules.check(selector, "spec.selector", errors);
        if (JsonMaps.selector(selector).isEmpty()) {
            errors.invalid("spec.selector", selector, "empty selector is invalid for " + kind);
        }
    }

    private static void template(JsonNode spec, String kind, FieldErrors errors) {
        templateMetadata(spec, errors);
        PodSpecRules.check(spec.path("template").path("spec"), TEMPLATE + ".spec", errors);
        onlyAlways(spec, kind, errors);
    }

    /** A selector that is missing selects nothing, an empty one everything. */
    private static void templateMetadata(JsonNode spec, FieldErrors errors) {
        JsonNode metadata = spec.path("template").path("metadata");
        JsonNode labels = metadata.path("labels");
        LabelSelector selector = JsonMaps.selector(spec.path("selector"));
        boolean missing = !spec.path("selector").isObject();
        if (missing || (!selector.isEmpty() && !selector.matches(JsonMaps.strings(labels)))) {
            errors.invalid(TEMPLATE + ".metadata.labels", labels, "`selector` does not match template `labels`");
        }
        MetadataRules.labels(labels, TEMPLATE + ".labels", errors);
        MetadataRules.annotations(metadata.path("annotations"), TEMPLATE + ".annotations", errors);
    }

    private static void onlyAlways(JsonNode spec, String kind, FieldErrors errors) {
        JsonNode pod = spec.path("template").path("spec");
        String policy = pod.path("restartPolicy").asText("");
        if (!policy.equals("Always")) {
            errors.unsupported(TEMPLATE + ".spec.restartPolicy", policy, List.of("Always"));
        }
        if (pod.hasNonNull("activeDeadlineSeconds")) {
            errors.forbidden(
                    TEMPLATE + ".spec.activeDeadlineSeconds",
                    "activeDeadlineSeconds in %s is not Supported".formatted(kind));
        }
    }

    private static void rolling(JsonNode rolling, String path, String surge, FieldErrors errors) {
        intOrPercent(rolling.path("maxUnavailable"), path + ".maxUnavailable", errors);
        intOrPercent(rolling.path(surge), path + "." + surge, errors);
        if (zero(rolling.path("maxUnavailable")) && zero(rolling.path(surge))) {
            errors.invalid(
                    path + ".maxUnavailable", rolling.path("maxUnavailable"), "may not be 0 when `maxSurge` is 0");
        }
        atMostAll(rolling.path("maxUnavailable"), path + ".maxUnavailable", errors);
    }

    static void intOrPercent(JsonNode value, String path, FieldErrors errors) {
        if (value.isTextual()) {
            NameRules.percent(value.asText()).forEach(wrong -> errors.invalid(path, value.asText(), wrong));
        } else if (value.isNumber() && value.asLong() < 0) {
            errors.invalid(path, value.asLong(), "must be greater than or equal to 0");
        }
    }

    static void atMostAll(JsonNode value, String path, FieldErrors errors) {
        String text = value.asText("");
        if (value.isTextual() && text.matches("[0-9]{1,9}%")) {
            if (Integer.parseInt(text.substring(0, text.length() - 1)) > 100) {
                errors.invalid(path, text, "must not be greater than 100%");
            }
        }
    }

    private static boolean zero(JsonNode value) {
        return value.isTextual() ? value.asText().matches("0+%") : value.asLong() == 0;
    }

    static void notNegative(JsonNode owner, String field, String path, FieldErrors errors) {
        JsonNode value = owner.path(field);
        if (value.isNumber() && value.asLong() < 0) {
            errors.invalid(path + "." + field, value.asLong(), "must be greater than or equal to 0");
        }
    }

    /** Refuse a change of a field that never changes. */
    static void immutable(JsonNode object, JsonNode before, String parent, String field, FieldErrors errors) {
        JsonNode value = object.path(parent).path(field);
        if (!same(value, before.path(parent).path(field))) {
            errors.invalid(parent + "." + field, value, "field is immutable");
        }
    }

    /** Compare, an empty value counting as absent, as it does in Go. */
    static boolean same(JsonNode one, JsonNode other) {
        if (blank(one) && blank(other)) {
            return true;
        }
        if (!one.isObject() || !other.isObject()) {
            return one.equals(other);
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        one.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        other.properties().forEach(field -> fields.putIfAbsent(field.getKey(), field.getValue()));
        return fields.keySet().stream().allMatch(field -> same(one.path(field), other.path(field)));
    }

    private static boolean blank(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    /** Check a change of a StatefulSet: most of it can only be set when it is created. */
    static void statefulSetUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        List<String> mutable = List.of(
                "replicas",
                "ordinals",
                "template",
                "updateStrategy",
                "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy",
                "minReadySeconds");
        JsonNode spec = object.path("spec").deepCopy();
        JsonNode old = before.path("spec").deepCopy();
        for (JsonNode either : new JsonNode[] {spec, old}) {
            if (either instanceof ObjectNode fields) {
                fields.remove(mutable);
                if (fields.path("serviceName").asText("").isEmpty()) {
                    fields.remove("serviceName"); // one that is absent is the empty one
                }
            }
        }
        if (!same(spec, old)) {
            errors.forbidden(
                    "spec",
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden");
        }
    }
}
