package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;

/** Check how workloads replace their pods. Source: {@code pkg/apis/apps/validation}. */
final class StrategyRules {

    private StrategyRules() {}

    static void deployment(JsonNode strategy, FieldErrors errors) {
        JsonNode rolling = strategy.path("rollingUpdate");
        String path = "spec.strategy.rollingUpdate";
        switch (FieldRules.text(strategy, "type")) {
            case "Recreate" -> {
                if (rolling.isObject()) {
                    errors.forbidden(path, "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> {
                JsonNode unavailable = rolling.path("maxUnavailable");
                WorkloadRules.intOrPercent(unavailable, path + ".maxUnavailable", errors);
                WorkloadRules.intOrPercent(rolling.path("maxSurge"), path + ".maxSurge", errors);
                if (amount(unavailable) == 0 && amount(rolling.path("maxSurge")) == 0) {
                    errors.invalid(path + ".maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0");
                }
                WorkloadRules.atMostAll(unavailable, path + ".maxUnavailable", errors);
            }
            default ->
                unsupported(
                        "spec.strategy",
                        GoStructs.of("DeploymentStrategy", strategy),
                        "\"Recreate\", \"RollingUpdate\"",
                        errors);
        }
    }

    static void daemonSet(JsonNode strategy, FieldErrors errors) {
        String path = "spec.updateStrategy.rollingUpdate";
        switch (FieldRules.text(strategy, "type")) {
            case "OnDelete" -> {
                // Nothing else is looked at.
            }
            case "RollingUpdate" -> {
                JsonNode unavailable = strategy.path("rollingUpdate").path("maxUnavailable");
                JsonNode surge = strategy.path("rollingUpdate").path("maxSurge");
                WorkloadRules.intOrPercent(unavailable, path + ".maxUnavailable", errors);
                WorkloadRules.intOrPercent(surge, path + ".maxSurge", errors);
                WorkloadRules.atMostAll(unavailable, path + ".maxUnavailable", errors);
                WorkloadRules.atMostAll(surge, path + ".maxSurge", errors);
                if (amount(unavailable) != 0 && amount(surge) != 0) {
                    errors.invalid(path + ".maxSurge", surge, "may not be set when maxUnavailable is non-zero");
                } else if (amount(unavailable) == 0 && amount(surge) == 0) {
                    errors.required(path + ".maxUnavailable", "cannot be 0 when maxSurge is 0");
                }
            }
            default ->
                unsupported(
                        "spec.updateStrategy",
                        GoStructs.of("DaemonSetUpdateStrategy", strategy),
                        "\"RollingUpdate\", \"OnDelete\"",
                        errors);
        }
    }

    static void statefulSet(JsonNode strategy, FieldErrors errors) {
        JsonNode rolling = strategy.path("rollingUpdate");
        String path = "spec.updateStrategy.rollingUpdate";
        switch (FieldRules.text(strategy, "type")) {
            case "OnDelete" -> {
                if (rolling.isObject()) {
                    errors.invalid(
                            path,
                            GoStructs.of("RollingUpdateStatefulSetStrategy", rolling),
                            "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> WorkloadRules.notNegative(rolling, "partition", path, errors);
            default ->
                errors.invalid(
                        "spec.updateStrategy",
                        GoStructs.of("StatefulSetUpdateStrategy", strategy),
                        "must be 'RollingUpdate' or 'OnDelete'");
        }
    }

    private static void unsupported(String path, JsonNode value, String supported, FieldErrors errors) {
        errors.add(
                "FieldValueNotSupported",
                path,
                "Unsupported value: %s: supported values: %s".formatted(value, supported));
    }

    /** Return a number or percentage as a number; other texts count as none. */
    private static long amount(JsonNode value) {
        if (value.isTextual()) {
            String digits = value.textValue().replaceAll("%$", "");
            return digits.matches("-?[0-9]{1,9}") ? Long.parseLong(digits) : 0;
        }
        return value.asLong();
    }
}
