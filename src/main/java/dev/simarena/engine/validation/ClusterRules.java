package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check nodes, classes and the objects pods refer to. */
final class ClusterRules {

    private static final long LARGEST_PRIORITY = 1_000_000_000;
    private static final Set<String> SYSTEM_CLASSES = Set.of("system-cluster-critical", "system-node-critical");

    private ClusterRules() {}

    static void node(JsonNode object, FieldErrors errors) {
        taints(object.path("spec").path("taints"), errors);
        for (String list : List.of("capacity", "allocatable")) {
            for (Map.Entry<String, JsonNode> entry :
                    object.path("status").path(list).properties()) {
                String at = "status." + list + "." + entry.getKey();
                ResourceRules.name(entry.getKey(), at, errors);
                ResourceRules.amount(entry.getKey(), entry.getValue(), at, errors);
            }
        }
    }

    private static void taints(JsonNode taints, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode taint : taints) {
            String at = "metadata.taints[" + i++ + "]";
            String key = taint.path("key").asText("");
            NameRules.key(key).forEach(wrong -> errors.invalid(at + ".key", key, wrong));
            String value = taint.path("value").asText("");
            NameRules.value(value).forEach(wrong -> errors.invalid(at + ".value", value, wrong));
            String effect = taint.path("effect").asText("");
            if (effect.isEmpty()) {
                errors.required(at + ".effect");
            } else if (!List.of("NoSchedule", "PreferNoSchedule", "NoExecute").contains(effect)) {
                errors.unsupported(at + ".effect", effect, List.of("NoSchedule", "PreferNoSchedule", "NoExecute"));
            }
            if (!seen.add(key + ":" + effect)) {
                errors.add(
                        "FieldValueDuplicate",
                        at,
                        "Duplicate value: {\"Key\":%s,\"Value\":%s,\"Effect\":%s,\"TimeAdded\":null}: taints must be unique by key and effect pair"
                                .formatted(
                                        FieldErrors.quoted(key),
                                        FieldErrors.quoted(value),
                                        FieldErrors.quoted(effect)));
            }
        }
    }

    static void priorityClass(JsonNode object, FieldErrors errors) {
        String name = object.path("metadata").path("name").asText("");
        if (name.startsWith("system-") && !SYSTEM_CLASSES.contains(name)) {
            errors.forbidden(
                    "metadata.name",
                    "priority class names with 'system-' prefix are reserved for system use only. error: %s is not a known system priority class"
                            .formatted(name));
        } else if (!name.startsWith("system-") && object.path("value").asLong() > LARGEST_PRIORITY) {
            errors.forbidden("value", "maximum allowed value of a user defined priority is 1000000000");
        }
        String policy = object.path("preemptionPolicy").asText("");
        if (!List.of("", "PreemptLowerPriority", "Never").contains(policy)) {
            errors.unsupported("preemptionPolicy", policy, List.of("PreemptLowerPriority", "Never"));
        }
    }

    static void priorityClassUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        if (object.path("value").asLong() != before.path("value").asLong()) {
            errors.forbidden("value", "may not be changed in an update.");
        }
    }

    static void runtimeClass(JsonNode object, FieldErrors errors) {
        String handler = object.path("handler").asText("");
        if (handler.isEmpty()) {
            errors.required("handler");
        } else {
            FieldRules.check(handler, "handler", NameRules::label, errors);
        }
        for (Map.Entry<String, JsonNode> entry :
                object.path("overhead").path("podFixed").properties()) {
            String at = "overhead.podFixed[" + entry.getKey() + "]";
            ResourceRules.name(entry.getKey(), at, errors);
            ResourceRules.notNegative(Quantity.of(entry.getValue()), at, errors);
        }
        PlacementRules.tolerations(object.path("scheduling").path("tolerations"), "scheduling.tolerations", errors);
    }

    static void keys(JsonNode object, FieldErrors errors) {
        for (String part : List.of("data", "binaryData")) {
            for (Map.Entry<String, JsonNode> entry : object.path(part).properties()) {
                String key = entry.getKey();
                FieldRules.check(key, "%s[%s]".formatted(part, key), NameRules::configKey, errors);
            }
        }
    }

    static void keysUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        if (!before.path("immutable").asBoolean()) {
            return;
        }
        for (String part : List.of("immutable", "data", "binaryData")) {
            if (!WorkloadRules.same(object.path(part), before.path(part))) {
                errors.forbidden(part, "field is immutable when `immutable` is set");
            }
        }
    }
}
