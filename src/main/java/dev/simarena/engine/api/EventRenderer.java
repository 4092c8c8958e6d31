package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.ObjectReference;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Write what is particular to events. */
final class EventRenderer {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventRenderer() {}

    static void render(EventObject event, ObjectNode json) {
        EventBody body = event.body();
        json.set("involvedObject", reference(body.involved()));
        putText(json, "reason", body.reason());
        putText(json, "message", body.message());
        ObjectNode source = json.putObject("source");
        putText(source, "component", body.component());
        putText(source, "host", body.host());
        putTime(json, "firstTimestamp", body.firstTime(), false);
        putTime(json, "lastTimestamp", body.lastTime(), false);
        Json.putCount(json, "count", body.count());
        putText(json, "type", body.type());
        putTime(json, "eventTime", body.eventTime(), true);
        if (body.seriesCount() != 0 || body.seriesTime() != ApiObject.NEVER) {
            ObjectNode series = json.putObject("series");
            Json.putCount(series, "count", body.seriesCount());
            putTime(series, "lastObservedTime", body.seriesTime(), true);
        }
        putText(json, "action", body.action());
        if (body.related() != null) {
            json.set("related", reference(body.related()));
        }
        json.put("reportingComponent", body.reportingComponent());
        json.put("reportingInstance", body.reportingInstance());
    }

    private static ObjectNode reference(ObjectReference reference) {
        ObjectNode json = Json.object();
        putText(json, "kind", reference.kind());
        putText(json, "namespace", reference.namespace());
        putText(json, "name", reference.name());
        putText(json, "uid", reference.uid());
        putText(json, "apiVersion", reference.apiVersion());
        putText(json, "resourceVersion", reference.resourceVersion());
        putText(json, "fieldPath", reference.fieldPath());
        return json;
    }

    private static void putText(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    private static void putTime(ObjectNode json, String field, long time, boolean micros) {
        if (time == ApiObject.NEVER) {
            json.putNull(field);
        } else {
            json.put(field, micros ? MICROS.format(Timeline.instant(time)) : Json.time(time));
        }
    }
}
