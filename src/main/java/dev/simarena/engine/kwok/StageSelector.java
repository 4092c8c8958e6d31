package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Select the objects a stage is for; everything must hold.
 *
 * @param labels labels the object must have
 * @param annotations annotations the object must have
 * @param expressions further requirements
 */
record StageSelector(Map<String, String> labels, Map<String, String> annotations, List<MatchExpression> expressions) {

    boolean matches(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return has(metadata.path("labels"), labels)
                && has(metadata.path("annotations"), annotations)
                && expressions.stream().allMatch(expression -> expression.matches(object));
    }

    private static boolean has(JsonNode present, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(entry -> present.path(entry.getKey()).asText("").equals(entry.getValue())
                        && present.has(entry.getKey()));
    }
}
