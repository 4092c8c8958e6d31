package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.Map;

/** Check label selectors. Source: {@code ValidateLabelSelector}. */
final class SelectorRules {

    private SelectorRules() {}

    static void check(JsonNode selector, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            NameRules.key(label.getKey())
                    .forEach(wrong -> errors.invalid(path + ".matchLabels", label.getKey(), wrong));
            String value = label.getValue().asText("");
            NameRules.value(value).forEach(wrong -> errors.invalid(path + ".matchLabels", value, wrong));
        }
        int i = 0;
        for (JsonNode expression : selector.path("matchExpressions")) {
            expression(expression, path + ".matchExpressions[" + i++ + "]", errors);
        }
    }

    private static void expression(JsonNode expression, String path, FieldErrors errors) {
        String operator = expression.path("operator").asText("");
        int values = expression.path("values").size();
        switch (operator) {
            case "In", "NotIn" -> {
                if (values == 0) {
                    errors.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values > 0) {
                    errors.forbidden(
                            path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> errors.invalid(path + ".operator", operator, "not a valid selector operator");
        }
        String key = expression.path("key").asText("");
        NameRules.key(key).forEach(wrong -> errors.invalid(path + ".key", key, wrong));
        int i = 0;
        for (JsonNode value : expression.path("values")) {
            String at = path + ".values[" + i++ + "]";
            NameRules.value(value.asText("")).forEach(wrong -> errors.invalid(at, value.asText(""), wrong));
        }
    }
}
