package dev.simarena.engine.kwok;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Find out how long to wait.
 *
 * @param micros duration where the query has no answer, {@code null} for none
 * @param query yields a Go duration or a time (RFC 3339), {@code null} for none
 */
record DurationFrom(@Nullable Long micros, @Nullable Query query) {

    /** Return microseconds from an instant on, negative for a time that has passed; empty where nothing is said. */
    OptionalLong get(JsonNode object, Instant now) {
        List<JsonNode> answers = query == null ? null : query.ask(object);
        if (answers != null && !answers.isEmpty() && answers.get(0).isTextual()) {
            String text = answers.get(0).textValue();
            if (text.isEmpty()) {
                return OptionalLong.empty();
            }
            OptionalLong asked = until(text, now);
            if (asked.isEmpty()) {
                asked = GoDuration.micros(text);
            }
            if (asked.isPresent()) {
                return asked;
            }
        }
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    private static OptionalLong until(String text, Instant now) {
        try {
            Duration left = Duration.between(now, OffsetDateTime.parse(text));
            return OptionalLong.of(
                    Math.addExact(Math.multiplyExact(left.getSeconds(), 1_000_000L), left.getNano() / 1000));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
