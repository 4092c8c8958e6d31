package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Weigh a stage against others that match as well.
 *
 * @param weight weight where the query has no answer, 0 by default
 * @param query yields a number or its text, {@code null} for none
 */
record StageWeight(long weight, @Nullable Query query) {

    /** Return the weight; empty where the object says something that is no number. */
    OptionalLong get(JsonNode object) {
        List<JsonNode> answers = query == null ? null : query.ask(object);
        if (answers == null || answers.isEmpty()) {
            return OptionalLong.of(weight);
        }
        JsonNode answer = answers.get(0);
        if (answer.isNumber()) {
            return OptionalLong.of(answer.longValue());
        }
        if (!answer.isTextual()) {
            return OptionalLong.of(weight);
        }
        try {
            return OptionalLong.of(Long.decode(answer.textValue()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
