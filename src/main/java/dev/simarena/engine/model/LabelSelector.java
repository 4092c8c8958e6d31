package dev.simarena.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Select objects by labels; all parts must match.
 *
 * @param matchLabels labels that must be there
 * @param requirements further requirements
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> requirements) {

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** Add a requirement for each key that the labels have, with their value; the same selector where they have none. */
    public LabelSelector with(List<String> keys, String operator, Map<String, String> labels) {
        List<Requirement> more = null;
        for (String key : keys) {
            String value = labels.get(key);
            if (value != null) {
                more = more == null ? new ArrayList<>(requirements) : more;
                more.add(new Requirement(key, operator, List.of(value)));
            }
        }
        return more == null ? this : new LabelSelector(matchLabels, more);
    }

    /** Tell whether nothing is required. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && requirements.isEmpty();
    }

    /** Tell whether the labels are selected. */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** Return what is selected as {@code kubectl} takes it: requirements in order of their keys, for example {@code a=b,c}. */
    public String text() {
        TreeMap<String, List<String>> parts = new TreeMap<>();
        matchLabels.forEach((key, value) ->
                parts.computeIfAbsent(key, __ -> new ArrayList<>()).add(key + "=" + value));
        for (Requirement requirement : requirements) {
            parts.computeIfAbsent(requirement.key(), __ -> new ArrayList<>()).add(requirement.text());
        }
        return parts.values().stream().flatMap(List::stream).collect(Collectors.joining(","));
    }
}
