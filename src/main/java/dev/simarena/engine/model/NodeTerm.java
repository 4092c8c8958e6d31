package dev.simarena.engine.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describe nodes by labels and fields; all parts must match, and a term without parts matches nothing.
 *
 * @param expressions requirements on labels
 * @param fields requirements on {@code metadata.name}
 */
public record NodeTerm(List<Requirement> expressions, List<Requirement> fields) {

    public NodeTerm {
        expressions = List.copyOf(expressions);
        fields = List.copyOf(fields);
    }

    /** Tell whether the node is described. */
    public boolean matches(Node node) {
        return matches(node.name(), node.labels());
    }

    /** Tell whether a node with this name and these labels is described. */
    public boolean matches(String name, Map<String, String> labels) {
        if (expressions.isEmpty() && fields.isEmpty()) {
            return false;
        }
        for (Requirement expression : expressions) {
            if (!expression.matches(labels)) {
                return false;
            }
        }
        for (Requirement field : fields) {
            if (!field.matches(field.key().equals("metadata.name") ? name : null)) {
                return false;
            }
        }
        return true;
    }

    /** Return the names the term is limited to by {@code In}, {@code null} where it is not. */
    @Nullable
    Set<String> names() {
        Set<String> names = null;
        for (Requirement field : fields) {
            if (field.key().equals("metadata.name") && field.operator().equals("In")) {
                if (names == null) {
                    names = new LinkedHashSet<>(field.values());
                } else {
                    names.retainAll(field.values());
                }
            }
        }
        return names;
    }
}
