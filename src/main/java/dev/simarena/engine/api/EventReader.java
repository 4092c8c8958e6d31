package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.ObjectReference;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Read events as clients write them. */
public final class EventReader {

    private EventReader() {}

    /**
     * Read what an event says.
     *
     * @throws ApiException 400 where a time is none
     */
    public static EventBody body(JsonNode json) {
        JsonNode source = json.path("source");
        JsonNode series = json.path("series");
        JsonNode related = json.path("related");
        return new EventBody(
                reference(json.path("involvedObject")),
                Json.present(related) ? reference(related) : null,
                text(json, "type"),
                text(json, "reason"),
                text(json, "message"),
                text(json, "action"),
                text(source, "component"),
                text(source, "host"),
                text(json, "reportingComponent"),
                text(json, "reportingInstance"),
                time(json.path("firstTimestamp")),
                time(json.path("lastTimestamp")),
                json.path("count").asInt(),
                time(json.path("eventTime")),
                series.path("count").asInt(),
                time(series.path("lastObservedTime")));
    }

    private static ObjectReference reference(JsonNode json) {
        return new ObjectReference(
                text(json, "apiVersion"),
                text(json, "kind"),
                text(json, "namespace"),
                text(json, "name"),
                text(json, "uid"),
                text(json, "resourceVersion"),
                text(json, "fieldPath"));
    }

    private static String text(JsonNode json, String field) {
        return Json.present(json.path(field)) ? json.path(field).asText() : "";
    }

    private static long time(JsonNode json) {
        if (!Json.present(json)) {
            return ApiObject.NEVER;
        }
        try {
            return Timeline.micros(OffsetDateTime.parse(json.asText()).toInstant());
        } catch (DateTimeException e) {
            throw ApiException.badRequest(
                    "parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\"".formatted(json.asText()));
        }
    }
}
