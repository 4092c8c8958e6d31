package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tell from an object when the control plane wrote it, in seconds since 1970. */
final class EngineTimes {

    private EngineTimes() {}

    /** Return the time of creation. */
    static long created(ObjectNode json) {
        return Math.max(0, seconds(json.at("/metadata/creationTimestamp")));
    }

    /** Return the latest time that the status tells of, the time of creation where it tells of none. */
    static long status(ObjectNode json) {
        return Math.max(created(json), latest(json.path(EngineManagers.STATUS)));
    }

    private static long latest(JsonNode value) {
        if (value instanceof ObjectNode || value instanceof ArrayNode) {
            long latest = Long.MIN_VALUE;
            List<JsonNode> inner = new ArrayList<>();
            value.forEach(inner::add);
            for (JsonNode part : inner) {
                latest = Math.max(latest, latest(part));
            }
            return latest;
        }
        return seconds(value);
    }

    private static long seconds(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        if (text.length() < 20 || text.charAt(10) != 'T' || !text.endsWith("Z")) {
            return Long.MIN_VALUE;
        }
        try {
            return Instant.parse(text).getEpochSecond();
        } catch (DateTimeException e) {
            return Long.MIN_VALUE;
        }
    }
}
