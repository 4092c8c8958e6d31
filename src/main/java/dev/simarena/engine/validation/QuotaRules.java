package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check ResourceQuotas, LimitRanges and PodDisruptionBudgets. */
final class QuotaRules {

    private QuotaRules() {}

    static void resourceQuota(JsonNode object, FieldErrors errors) {
        for (String part : List.of("spec", "status")) {
            for (Map.Entry<String, JsonNode> entry :
                    object.path(part).path("hard").properties()) {
                String at = part + ".hard[" + entry.getKey() + "]";
                ResourceRules.quotaName(entry.getKey(), at, errors);
                ResourceRules.amount(entry.getKey(), entry.getValue(), at, errors);
            }
        }
        ScopeRules.check(object.path("spec"), errors);
    }

    static void resourceQuotaUpdate(JsonNode object, JsonNode before, FieldErrors errors) {
        WorkloadRules.immutable(object, before, "spec", "scopes", errors);
    }

    static void limitRange(JsonNode object, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        int i = 0;
        for (JsonNode limit : object.path("spec").path("limits")) {
            String at = "spec.limits[" + i++ + "]";
            String type = limit.path("type").asText("");
            limitType(type, at + ".type", errors);
            if (!types.add(type)) {
                errors.duplicate(at + ".type", type);
            }
            if (type.equals("Pod")) {
                for (String field : List.of("default", "defaultRequest")) {
                    if (!limit.path(field).isEmpty()) {
                        errors.forbidden(at + "." + field, "may not be specified when `type` is 'Pod'");
                    }
                }
            }
            for (String field : List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
                for (Map.Entry<String, JsonNode> entry : limit.path(field).properties()) {
                    String named = "%s.%s[%s]".formatted(at, field, entry.getKey());
                    if (type.equals("Pod") || type.equals("Container")) {
                        ResourceRules.containerResource(entry.getKey(), named, errors);
                    } else {
                        ResourceRules.name(entry.getKey(), named, errors);
                    }
                }
                if (field.equals("defaultRequest")) {
                    claimLimit(limit, type, at, errors);
                }
            }
            ordered(limit, "min", "max", "min value %s is greater than max value %s", at, errors);
            ordered(
                    limit,
                    "min",
                    "defaultRequest",
                    "min value %s is greater than default request value %s",
                    at,
                    "defaultRequest",
                    errors);
            ordered(
                    limit,
                    "defaultRequest",
                    "max",
                    "default request value %s is greater than max value %s",
                    at,
                    "defaultRequest",
                    errors);
            ordered(
                    limit,
                    "defaultRequest",
                    "default",
                    "default request value %s is greater than default limit value %s",
                    at,
                    "defaultRequest",
                    errors);
            ordered(limit, "min", "default", "min value %s is greater than default value %s", at, "default", errors);
            ordered(limit, "default", "max", "default value %s is greater than max value %s", at, "default", errors);
            for (Map.Entry<String, JsonNode> ratio :
                    limit.path("maxLimitRequestRatio").properties()) {
                if (Quantity.of(ratio.getValue()).compareTo(Quantity.parse("1")) < 0) {
                    errors.invalid(
                            "%s.maxLimitRequestRatio[%s]".formatted(at, ratio.getKey()),
                            ratio.getValue().asText(),
                            "ratio %s is less than 1".formatted(ratio.getValue().asText()));
                }
            }
        }
    }

    private static void limitType(String type, String path, FieldErrors errors) {
        List<String> wrong = NameRules.key(type);
        wrong.forEach(message -> errors.invalid(path, type, message));
        boolean known = List.of("Pod", "Container", "PersistentVolumeClaim").contains(type);
        if (wrong.isEmpty() && type.indexOf('/') < 0 && !known) {
            errors.invalid(path, type, "must be a standard limit type or fully qualified");
        }
    }

    private static void claimLimit(JsonNode limit, String type, String path, FieldErrors errors) {
        boolean storage = limit.path("min").has("storage") || limit.path("max").has("storage");
        if (type.equals("PersistentVolumeClaim") && !storage) {
            errors.required(
                    path + ".limits", "either minimum or maximum storage value is required, but neither was provided");
        }
    }

    private static void ordered(
            JsonNode limit, String low, String high, String message, String path, FieldErrors errors) {
        ordered(limit, low, high, message, path, low, errors);
    }

    private static void ordered(
            JsonNode limit, String low, String high, String message, String path, String blamed, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> entry : limit.path(low).properties()) {
            JsonNode other = limit.path(high).path(entry.getKey());
            if (!other.isMissingNode() && Quantity.of(entry.getValue()).compareTo(Quantity.of(other)) > 0) {
                errors.invalid(
                        "%s.%s[%s]".formatted(path, blamed, entry.getKey()),
                        // Of defaults the API server shows what they are compared with.
                        (blamed.equals("default")
                                        ? low.equals("default") ? other : entry.getValue()
                                        : limit.path(blamed).path(entry.getKey()))
                                .asText(),
                        message.formatted(entry.getValue().asText(), other.asText()));
            }
        }
    }

    static void disruptionBudget(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
            errors.invalid(
                    "spec",
                    GoStructs.of("PodDisruptionBudgetSpec", spec),
                    "minAvailable and maxUnavailable cannot be both set");
        }
        for (String field : List.of("minAvailable", "maxUnavailable")) {
            WorkloadRules.intOrPercent(spec.path(field), "spec." + field, errors);
            WorkloadRules.atMostAll(spec.path(field), "spec." + field, errors);
        }
        SelectorRules.check(spec.path("selector"), "spec.selector", errors);
        FieldRules.oneOfIfPresent(
                spec, "unhealthyPodEvictionPolicy", "spec", List.of("AlwaysAllow", "IfHealthyBudget"), errors);
    }
}
