package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Write small pieces of Kubernetes JSON. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Put a text where the field is absent or null. */
    static void orElse(ObjectNode object, String field, String text) {
        if (!present(object.path(field))) {
            object.put(field, text);
        }
    }

    /** Put a text where the field is absent, null or empty, which Go cannot tell apart in fields that are no pointers. */
    static void orBlank(ObjectNode object, String field, String text) {
        if (object.path(field).asText("").isEmpty()) {
            object.put(field, text);
        }
    }

    /** Put a number where the field is absent or null. */
    static void orElse(ObjectNode object, String field, int number) {
        if (!present(object.path(field))) {
            object.put(field, number);
        }
    }

    /** Put a truth value where the field is absent or null. */
    static void orElse(ObjectNode object, String field, boolean value) {
        if (!present(object.path(field))) {
            object.put(field, value);
        }
    }

    /** Return the object in a field, a new one where there is none. */
    static ObjectNode objectAt(ObjectNode object, String field) {
        return object.path(field) instanceof ObjectNode present ? present : object.putObject(field);
    }

    /** Put a copy of the object in a field in its place, sharing what it holds, and return it; a new one where there is none. */
    static ObjectNode copyAt(ObjectNode object, String field) {
        JsonNode present = object.path(field);
        ObjectNode copy = object.putObject(field);
        if (present instanceof ObjectNode old) {
            copy.setAll(old);
        }
        return copy;
    }

    /** Put a map of strings unless it is empty. */
    static void putStrings(ObjectNode object, String field, Map<String, String> strings) {
        if (!strings.isEmpty()) {
            ObjectNode map = object.putObject(field);
            strings.forEach(map::put);
        }
    }

    /** Put a number unless it is 0, as Go's omitempty does. */
    static void putCount(ObjectNode object, String field, long count) {
        if (count != 0) {
            object.put(field, count);
        }
    }

    /** Return a time as the API server writes it, in whole seconds. */
    static String time(long micros) {
        return Timeline.instant(micros).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Tell whether a field is there and not null. */
    static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
