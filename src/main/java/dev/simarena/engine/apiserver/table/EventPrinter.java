package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Print events, of either group. Source: {@code printEvent} of {@code pkg/printers/internalversion}. */
final class EventPrinter implements Printer {

    private static final List<Column> COLUMNS = List.of(
            Column.string("Last Seen", Column.doc("core.v1.Event", "lastTimestamp")),
            Column.string("Type", Column.doc("core.v1.Event", "type")),
            Column.string("Reason", Column.doc("core.v1.Event", "reason")),
            Column.string("Object", Column.doc("core.v1.Event", "involvedObject")),
            Column.string("Subobject", Column.doc("core.v1.ObjectReference", "fieldPath"))
                    .wide(),
            Column.string("Source", Column.doc("core.v1.Event", "source")).wide(),
            Column.string("Message", Column.doc("core.v1.Event", "message")),
            Column.string("First Seen", Column.doc("core.v1.Event", "firstTimestamp"))
                    .wide(),
            Column.string("Count", Column.doc("core.v1.Event", "count")).wide(),
            Column.NAME.wide());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<@Nullable Object> cells(Shown object) {
        String first = seen(object, "firstTimestamp", "deprecatedFirstTimestamp");
        first = first.isEmpty() ? object.since(object.at("eventTime")) : first;
        String last = seen(object, "lastTimestamp", "deprecatedLastTimestamp");
        last = last.isEmpty() ? first : last;
        long count = Math.max(1, Math.max(object.number("count"), object.number("deprecatedCount")));
        JsonNode series = object.at("series");
        if (series.isObject()) {
            last = object.since(series.path("lastObservedTime"));
            count = series.path("count").asLong();
        }
        JsonNode about = either(object, "involvedObject", "regarding");
        String name = about.path("name").asText("");
        return List.of(
                last,
                object.text("type"),
                object.text("reason"),
                about.path("kind").asText("").toLowerCase(Locale.ROOT) + (name.isEmpty() ? "" : "/" + name),
                about.path("fieldPath").asText(""),
                source(object),
                either(object, "message", "note").asText("").strip(),
                first,
                count,
                object.name());
    }

    private static String source(Shown event) {
        JsonNode source = either(event, "source", "deprecatedSource");
        String component = source.path("component").asText("");
        if (component.isEmpty()) {
            component =
                    either(event, "reportingComponent", "reportingController").asText("");
        }
        String host = source.path("host").asText("");
        host = host.isEmpty() ? event.text("reportingInstance") : host;
        return host.isEmpty() ? component : component + ", " + host;
    }

    private static String seen(Shown event, String field, String newer) {
        JsonNode time = either(event, field, newer);
        return time.isTextual() ? event.since(time) : "";
    }

    /** Return a field under its name in the core group or under that in {@code events.k8s.io}. */
    private static JsonNode either(Shown event, String core, String newer) {
        return event.object().has(core) ? event.at(core) : event.at(newer);
    }
}
