package dev.simarena.engine.event;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.ObjectReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Make series of events that repeat, as the newer events API does: alike are events about one version of an object with
 * one reason, whatever the message.
 *
 * <p>The second event makes a series of the first; those after it are counted silently until the series ends, 6 min after
 * its last event, or has lasted 30 min. Source: {@code client-go/tools/events/event_broadcaster.go}.
 */
final class EventSeries {

    static final long END = TimeUnit.MINUTES.toMicros(6);
    private static final long REFRESH = TimeUnit.MINUTES.toMicros(30);

    private static final String HOST = "sim-arena";

    /** What the scheduler, who alone reports by this API, calls what it was doing. */
    private static final Map<String, String> ACTIONS =
            Map.of("Scheduled", "Binding", "FailedScheduling", "Scheduling", "Preempted", "Preempting");

    private record Key(
            String component,
            String type,
            String reason,
            ObjectReference about,
            @Nullable ObjectReference related) {}

    private record Series(String name, EventBody body) {}

    private final EventWriter writer;
    private final Map<Key, Series> recent = new LinkedHashMap<>();

    EventSeries(EventWriter writer) {
        this.writer = writer;
    }

    void copyFrom(EventSeries original) {
        recent.putAll(original.recent);
    }

    boolean isEmpty() {
        return recent.isEmpty();
    }

    void report(
            EventSource source,
            String type,
            ObjectReference about,
            @Nullable ObjectReference related,
            String reason,
            String message,
            long now) {
        Key key = new Key(source.component(), type, reason, about, related);
        @Nullable Series before = recent.get(key);
        if (before == null) {
            EventBody body = new EventBody(
                    about,
                    related,
                    type,
                    reason,
                    message,
                    ACTIONS.getOrDefault(reason, reason),
                    "",
                    "",
                    source.component(),
                    source.component() + "-" + HOST,
                    ApiObject.NEVER,
                    ApiObject.NEVER,
                    0,
                    now,
                    0,
                    ApiObject.NEVER);
            String name = writer.name(about);
            recent.put(key, new Series(name, body));
            writer.create(name, body);
            return;
        }
        int count = Math.max(1, before.body.seriesCount()) + 1;
        Series series = new Series(before.name, before.body.series(count, now));
        recent.put(key, series);
        if (count == 2) {
            write(series);
        }
    }

    /** Look through the events as is done every 6 min, and write what goes on every 30 min. */
    void look(long sinceStart, long now) {
        if (sinceStart % REFRESH == 0) {
            recent.values().stream()
                    .filter(series -> series.body.seriesCount() > 0)
                    .forEach(this::write);
        }
        for (Iterator<Series> all = recent.values().iterator(); all.hasNext(); ) {
            Series series = all.next();
            boolean repeated = series.body.seriesCount() > 0;
            if ((repeated ? series.body.seriesTime() : series.body.eventTime()) < now - END) {
                if (repeated) {
                    write(series);
                }
                all.remove();
            }
        }
    }

    private void write(Series series) {
        EventBody body = series.body;
        writer.update(series.name, body, live -> live.series(body.seriesCount(), body.seriesTime()));
    }
}
