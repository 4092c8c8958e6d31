package dev.simarena.engine.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Require something of one label, as selectors and node affinity do.
 *
 * @param key label key
 * @param operator In, NotIn, Exists, DoesNotExist, Gt or Lt
 * @param values values to compare with
 */
public record Requirement(String key, String operator, List<String> values) {

    public Requirement {
        values = List.copyOf(values);
    }

    /** Return it as {@code kubectl} takes it, for example {@code a in (b,c)}. */
    String text() {
        String list = values.stream().sorted().collect(Collectors.joining(",", "(", ")"));
        return switch (operator) {
            case "In" -> key + " in " + list;
            case "NotIn" -> key + " notin " + list;
            case "Exists" -> key;
            default -> "!" + key;
        };
    }

    /** Tell whether the labels fulfil the requirement; an absent label fulfils NotIn. */
    public boolean matches(Map<String, String> labels) {
        return matches(labels.get(key));
    }

    /** Tell whether a value, {@code null} where absent, fulfils the requirement. */
    public boolean matches(@Nullable String value) {
        return switch (operator) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && compare(value) > 0;
            case "Lt" -> value != null && compare(value) < 0;
            default -> false;
        };
    }

    /** Compare integers; whatever is not an integer matches neither Gt nor Lt. */
    private int compare(String value) {
        try {
            return values.isEmpty() ? 0 : Long.compare(Long.parseLong(value), Long.parseLong(values.get(0)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
