package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
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

    /** Check a selector; returns whether nothing is wrong with it. */
    static boolean right(JsonNode selector, String path, FieldErrors errors) {
        int before = errors.size();
        check(selector, path, errors);
        return errors.size() == before;
    }

    /** Return a selector as messages show it: without what is empty, keys in order. */
    static ObjectNode shown(JsonNode selector) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        if (!selector.path("matchLabels").isEmpty()) {
            shown.set("matchLabels", sorted(selector.path("matchLabels")));
        }
        if (!selector.path("matchExpressions").isEmpty()) {
            ArrayNode expressions = shown.putArray("matchExpressions");
            for (JsonNode expression : selector.path("matchExpressions")) {
                ObjectNode one = expressions.addObject();
                one.put("key", FieldRules.text(expression, "key"));
                one.put("operator", FieldRules.text(expression, "operator"));
                if (!expression.path("values").isEmpty()) {
                    one.set("values", expression.path("values"));
                }
            }
        }
        return shown;
    }

    /** Return labels as messages show them, in order of their keys; absent ones stay absent. */
    static JsonNode sorted(JsonNode labels) {
        if (labels.size() < 2) {
            return labels;
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        JsonMaps.strings(labels).forEach(sorted::put);
        return sorted;
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
