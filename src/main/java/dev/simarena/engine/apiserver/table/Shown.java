package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Look at an object the way printers need it, at one moment. */
record Shown(JsonNode object, Instant now) {

    static final String NONE = "<none>";
    static final String UNSET = "<unset>";
    static final String UNKNOWN = "<unknown>";

    String name() {
        return text("metadata", "name");
    }

    /** Return how long the object has been there. */
    String age() {
        return since(at("metadata", "creationTimestamp"));
    }

    boolean isGoing() {
        return at("metadata").has("deletionTimestamp");
    }

    /** Return a field, a missing node where there is none. */
    JsonNode at(String... path) {
        JsonNode node = object;
        for (String field : path) {
            node = node.path(field);
        }
        return node;
    }

    /** Return a text, empty where there is none. */
    String text(String... path) {
        return at(path).asText("");
    }

    /** Return a text or what stands for none. */
    String textOr(String otherwise, String... path) {
        JsonNode found = at(path);
        return found.isMissingNode() || found.isNull() ? otherwise : found.asText("");
    }

    long number(String... path) {
        return at(path).asLong();
    }

    boolean bool(String... path) {
        return at(path).asBoolean();
    }

    /** Return how many elements or fields there are. */
    long count(String... path) {
        return at(path).size();
    }

    /** Return how long ago something was. */
    String since(JsonNode time) {
        Instant at = time(time);
        return at == null ? UNKNOWN : HumanDuration.of(Duration.between(at, now));
    }

    /** Return a moment, {@code null} where it is absent or malformed. */
    static @Nullable Instant time(JsonNode time) {
        try {
            return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    /** Tell whether a condition is true. */
    boolean isTrue(String condition) {
        for (JsonNode one : at("status", "conditions")) {
            if (one.path("type").asText().equals(condition)) {
                return one.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** Return the names of the containers of a pod's spec, then their images. */
    List<@Nullable Object> containers(String... spec) {
        List<String> names = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (JsonNode container : at(spec).path("containers")) {
            names.add(container.path("name").asText());
            images.add(container.path("image").asText());
        }
        return List.of(String.join(",", names), String.join(",", images));
    }

    /** Join cells to one row. */
    static List<@Nullable Object> row(
            List<@Nullable Object> first, List<@Nullable Object> then, @Nullable Object... last) {
        List<@Nullable Object> all = new ArrayList<>(first);
        all.addAll(then);
        all.addAll(Arrays.asList(last));
        return all;
    }

    /** Return the texts of a list. */
    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
