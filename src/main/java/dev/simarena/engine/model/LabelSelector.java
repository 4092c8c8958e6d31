package dev.simarena.engine.model;

import java.util.List;
import java.util.Map;

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
}
