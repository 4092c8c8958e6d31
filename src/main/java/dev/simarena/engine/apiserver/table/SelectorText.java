package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Write selectors and labels on one line.
 *
 * <p>Source: {@code labels.FormatLabels}, {@code metav1.FormatLabelSelector}, {@code labels.Selector.String}.
 */
final class SelectorText {

    private SelectorText() {}

    /** Write labels in the order of their keys, {@code <none>} for none. */
    static String labels(JsonNode labels) {
        return labels.isEmpty() ? Shown.NONE : join(equalities(labels));
    }

    /** Write a selector in the order of its keys, {@code <none>} for one that selects everything or nothing. */
    static String orNone(JsonNode selector) {
        String text = of(selector);
        return text.isEmpty() ? Shown.NONE : text;
    }

    /** Write a selector in the order of its keys, empty for one that selects everything. */
    static String of(JsonNode selector) {
        List<Map.Entry<String, String>> requirements = equalities(selector.path("matchLabels"));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            requirements.add(Map.entry(key, requirement(key, expression)));
        }
        return join(requirements);
    }

    private static String requirement(String key, JsonNode expression) {
        List<String> values = new ArrayList<>(Shown.texts(expression.path("values")));
        values.sort(null);
        String list = "(" + String.join(",", values) + ")";
        return switch (expression.path("operator").asText()) {
            case "In" -> key + " in " + list;
            case "NotIn" -> key + " notin " + list;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }

    private static List<Map.Entry<String, String>> equalities(JsonNode labels) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        labels.properties()
                .forEach(label -> all.add(Map.entry(
                        label.getKey(), label.getKey() + "=" + label.getValue().asText())));
        return all;
    }

    private static String join(List<Map.Entry<String, String>> requirements) {
        return requirements.stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }
}
