package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Require something of an object.
 *
 * @param query what is looked at
 * @param operator how
 * @param values what is compared with, empty for Exists and DoesNotExist
 */
record MatchExpression(Query query, Operator operator, List<String> values) {

    enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    boolean matches(JsonNode object) {
        List<JsonNode> answers = query.ask(object);
        List<JsonNode> found = answers == null ? List.of() : answers;
        return switch (operator) {
            case IN -> found.stream().anyMatch(this::listed);
            case NOT_IN -> found.stream().noneMatch(this::listed);
            case EXISTS -> !found.isEmpty();
            case DOES_NOT_EXIST -> found.isEmpty();
        };
    }

    private boolean listed(JsonNode answer) {
        return answer.isValueNode() && values.contains(answer.asText());
    }
}
