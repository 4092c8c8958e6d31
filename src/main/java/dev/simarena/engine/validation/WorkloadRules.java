package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Check Deployments, ReplicaSets, StatefulSets, DaemonSets and templates of pods. Source: {@code pkg/apis/apps/validation}. */
final class WorkloadRules {

    private static final String TEMPLATE = "spec.template";

    private WorkloadRules() {}

    static void deployment(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        notNegative(spec, "replicas", "spec", errors);
        if (selector(spec, "deployment", "invalid label selector", errors)) {
            template(spec, "ReplicaSet", errors);
        }
        StrategyRules.deployment(spec.path("strategy"), errors);
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
        if (selector(spec, "deployment", "invalid label selector", errors)) {
            template(spec, "ReplicaSet", errors);
        }
    }

    static void replicationController(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode template = spec.path("template");
        notNegative(spec, "minReadySeconds", "spec", errors);
        if (spec.path("selector").isEmpty()) {
            errors.required("spec.selector");
        }
        notNegative(spec, "replicas", "spec", errors);
        if (!template.isObject()) {
            errors.required(TEMPLATE);
            return;
        }
        JsonNode labels = template.path("metadata").path("labels");
        if (!JsonMaps.strings(labels)
                .entrySet()
                .containsAll(JsonMaps.strings(spec.path("selector")).entrySet())) {
            mismatch(labels, errors);
        }
        pods(template, TEMPLATE, errors);
        onlyAlways(spec, "ReplicationController", errors);
    }

    static void podTemplate(JsonNode object, FieldErrors errors) {
        pods(object.path("template"), "template", errors);
    }

    static void daemonSet(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        if (SelectorRules.right(selector, "spec.selector", errors)) {
            matching(spec, errors);
        }
        if (selector.isObject() && JsonMaps.selector(selector).isEmpty()) {
            errors.invalid("spec.selector", SelectorRules.shown(selector), "empty selector is invalid for daemonset");
        }
        pods(spec.path("template"), TEMPLATE, errors);
        onlyAlways(spec, "DaemonSet", errors);
        notNegative(spec, "minReadySeconds", "spec", errors);
        StrategyRules.daemonSet(spec.path("updateStrategy"), errors);
        notNegative(spec, "revisionHistoryLimit", "spec", errors);
    }

    static void statefulSet(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        String management = spec.path("podManagementPolicy").asText("");
        if (!List.of("OrderedReady", "Parallel").contains(management)) {
            errors.invalid("spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'");
        }
        StrategyRules.statefulSet(spec.path("updateStrategy"), errors);
        JsonNode retention = spec.path("persistentVolumeClaimRetentionPolicy");
        for (String when : List.of("whenDeleted", "whenScaled")) {
            FieldRules.oneOf(
                    retention, when, "spec.persistentVolumeClaimRetentionPolicy", List.of("Retain", "Delete"), errors);
        }
        int i = 0;
        for (JsonNode claim : spec.path("volumeClaimTemplates")) {
            StorageRules.claimSpec(claim.path("spec"), "spec.volumeClaimTemplates[" + i++ + "].spec", errors);
        }
        notNegative(spec, "replicas", "spec", errors);
        notNegative(spec, "minReadySeconds", "spec", errors);
        notNegative(spec.path("ordinals"), "start", "spec.ordinals", errors);
        String service = FieldRules.text(spec, "serviceName");
        if (!service.isEmpty()) {
            FieldRules.check(service, "spec.serviceName", NameRules::label, errors);
        }
        if (selector(spec, "statefulset", "", errors)) {
            matching(spec, errors);
            JsonNode template = completed(spec);
            pods(template, TEMPLATE, errors);
            labels(template, TEMPLATE, errors);
        }
        onlyAlways(spec, "StatefulSet", errors);
    }

    /** The controller gives pods their names as hosts and the volumes of their claims. */
    private static JsonNode completed(JsonNode spec) {
        JsonNode template = spec.path("template").deepCopy();
        if (!(template.path("spec") instanceof ObjectNode pod)) {
            return template;
        }
        pod.remove(List.of("hostname", "subdomain"));
        if (!spec.path("volumeClaimTemplates").isEmpty()) {
            Map<String, JsonNode> volumes = new LinkedHashMap<>();
            for (JsonNode claim : spec.path("volumeClaimTemplates")) {
                String name = FieldRules.text(claim.path("metadata"), "name");
                ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", name);
                volume.putObject("persistentVolumeClaim").put("claimName", name);
                volumes.put(name, volume);
            }
            pod.path("volumes").forEach(volume -> volumes.putIfAbsent(FieldRules.text(volume, "name"), volume));
            pod.putArray("volumes").addAll(volumes.values());
        }
        return template;
    }

    /** Check a selector that must be there; returns whether it can be used. */
    private static boolean selector(JsonNode spec, String kind, String broken, FieldErrors errors) {
        JsonNode selector = spec.path("selector");
        if (!selector.isObject()) {
            errors.required("spec.selector");
            return true;
        }
        boolean right = SelectorRules.right(selector, "spec.selector", errors);
        if (JsonMaps.selector(selector).isEmpty()) {
            errors.invalid("spec.selector", SelectorRules.shown(selector), "empty selector is invalid for " + kind);
        }
        if (!right) {
            errors.invalid("spec.selector", SelectorRules.shown(selector), broken);
        }
        return right;
    }

    private static void template(JsonNode spec, String kind, FieldErrors errors) {
        matching(spec, errors);
        pods(spec.path("template"), TEMPLATE, errors);
        onlyAlways(spec, kind, errors);
    }

    /** Check pods that a template would make. */
    static void pods(JsonNode template, String path, FieldErrors errors) {
        labels(template, path, errors);
        PodSpecRules.check(template.path("spec"), path + ".spec", errors);
    }

    private static void labels(JsonNode template, String path, FieldErrors errors) {
        JsonNode metadata = template.path("metadata");
        MetadataRules.labels(metadata.path("labels"), path + ".labels", errors);
        MetadataRules.annotations(metadata.path("annotations"), path + ".annotations", errors);
    }

    /** A selector that is missing selects nothing, an empty one everything. */
    private static void matching(JsonNode spec, FieldErrors errors) {
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        LabelSelector selector = JsonMaps.selector(spec.path("selector"));
        boolean missing = !spec.path("selector").isObject();
        if (missing || (!selector.isEmpty() && !selector.matches(JsonMaps.strings(labels)))) {
            mismatch(labels, errors);
        }
    }

    private static void mismatch(JsonNode labels, FieldErrors errors) {
        errors.invalid(
                TEMPLATE + ".metadata.labels",
                SelectorRules.sorted(labels),
                "`selector` does not match template `labels`");
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
