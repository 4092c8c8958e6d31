package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.List;

/** Check HorizontalPodAutoscalers. Source: {@code pkg/apis/autoscaling/validation}. */
final class AutoscalerRules {

    private static final long LONGEST_WINDOW = 3600;
    private static final long LONGEST_PERIOD = 1800;

    private AutoscalerRules() {}

    static void check(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        JsonNode least = spec.path("minReplicas");
        long most = spec.path("maxReplicas").asLong();
        if (least.isNumber() && least.asLong() < 1) {
            errors.invalid("spec.minReplicas", least.asLong(), "must be greater than or equal to 1");
        }
        if (most == 0) {
            errors.required("spec.maxReplicas", "must be set and greater than 0");
        } else if (most < 0) {
            errors.invalid("spec.maxReplicas", most, "must be greater than or equal to 1");
        }
        if (least.isNumber() && most < least.asLong()) {
            errors.invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`");
        }
        target(spec.path("scaleTargetRef"), errors);
        MetricRules.check(spec.path("metrics"), least.isNumber() && least.asLong() == 0, errors);
        for (String direction : List.of("scaleUp", "scaleDown")) {
            JsonNode rules = spec.path("behavior").path(direction);
            if (rules.isObject()) {
                scaling(rules, "spec.behavior." + direction, errors);
            }
        }
    }

    private static void target(JsonNode reference, FieldErrors errors) {
        reference(reference, "spec.scaleTargetRef", errors);
        String version = reference.path("apiVersion").asText("");
        boolean core = reference.path("kind").asText("").equals("ReplicationController");
        if (version.chars().filter(c -> c == '/').count() > 1) {
            errors.invalid("spec.scaleTargetRef.apiVersion", version, "unexpected GroupVersion string: " + version);
        } else if (!core && version.indexOf('/') <= 0) {
            errors.invalid("spec.scaleTargetRef.apiVersion", version, "apiVersion must specify API group");
        }
    }

    /** Check which object is meant. */
    static void reference(JsonNode reference, String path, FieldErrors errors) {
        for (String field : List.of("kind", "name")) {
            String value = reference.path(field).asText("");
            if (value.isEmpty()) {
                errors.required(path + "." + field);
            } else {
                NameRules.pathSegment(value).forEach(wrong -> errors.invalid(path + "." + field, value, wrong));
            }
        }
    }

    private static void scaling(JsonNode rules, String path, FieldErrors errors) {
        JsonNode window = rules.path("stabilizationWindowSeconds");
        if (window.isNumber() && window.asLong() < 0) {
            errors.invalid(
                    path + ".stabilizationWindowSeconds", window.asLong(), "must be greater than or equal to zero");
        }
        if (window.isNumber() && window.asLong() > LONGEST_WINDOW) {
            errors.invalid(
                    path + ".stabilizationWindowSeconds",
                    window.asLong(),
                    "must be less than or equal to " + LONGEST_WINDOW);
        }
        List<String> choices = List.of("Disabled", "Max", "Min");
        JsonNode choice = rules.path("selectPolicy");
        if (choice.isTextual() && !choices.contains(choice.textValue())) {
            errors.unsupported(path + ".selectPolicy", choice.textValue(), choices);
        }
        if (rules.path("policies").isEmpty()) {
            errors.required(path + ".policies", "must specify at least one Policy");
        }
        int i = 0;
        for (JsonNode policy : rules.path("policies")) {
            policy(policy, path + ".policies[" + i++ + "]", errors);
        }
        if (rules.hasNonNull("tolerance")) {
            ResourceRules.notNegative(Quantity.of(rules.path("tolerance")), path + ".tolerance", errors);
        }
    }

    private static void policy(JsonNode policy, String path, FieldErrors errors) {
        List<String> types = List.of("Percent", "Pods");
        String type = policy.path("type").asText("");
        if (!types.contains(type)) {
            errors.unsupported(path + ".type", type, types);
        }
        for (String field : List.of("value", "periodSeconds")) {
            long value = policy.path(field).asLong();
            if (value <= 0) {
                errors.invalid(path + "." + field, value, "must be greater than zero");
            }
        }
        long period = policy.path("periodSeconds").asLong();
        if (period > LONGEST_PERIOD) {
            errors.invalid(path + ".periodSeconds", period, "must be less than or equal to " + LONGEST_PERIOD);
        }
    }
}
