package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keep the last Kubernetes events. */
public final class EventLog {

    private final Timeline timeline;
    private final @Nullable Event[] ring;
    private long written;

    /** Keep at most this many events, 1 or more. */
    public EventLog(Timeline timeline, int limit) {
        this.timeline = timeline;
        this.ring = new Event[limit];
    }

    /** Report something usual. */
    public void normal(ApiObject object, String reason, String message) {
        add("Normal", object, reason, message);
    }

    /** Report something a user should look at. */
    public void warning(ApiObject object, String reason, String message) {
        add("Warning", object, reason, message);
    }

    /** Return the events, oldest first. */
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (long i = Math.max(0, written - ring.length); i < written; i++) {
            Event event = ring[(int) (i % ring.length)];
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    /** Take over the events of another log of the same length. */
    public void copyFrom(EventLog original) {
        System.arraycopy(original.ring, 0, ring, 0, ring.length);
        written = original.written;
    }

    private void add(String type, ApiObject object, String reason, String message) {
        ring[(int) (written++ % ring.length)] = new Event(
                timeline.now(), type, reason, object.gvk().kind(), object.namespace(), object.name(), message);
    }
}
