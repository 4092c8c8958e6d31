package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.EventSource;
import dev.simarena.engine.model.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Report Kubernetes events as one part of the control plane; all parts report to one log, which keeps the last ones.
 */
public final class EventLog {

    private final Ring ring;
    private final EventSource source;

    /** Keep at most this many events, 1 or more. */
    public EventLog(Timeline timeline, int limit) {
        this(new Ring(timeline, limit), EventSource.UNNAMED);
    }

    private EventLog(Ring ring, EventSource source) {
        this.ring = ring;
        this.source = source;
    }

    /** Return this log for another part of the control plane to report to. */
    public EventLog from(EventSource reporter) {
        return new EventLog(ring, reporter);
    }

    /** Return this log for a component that reports as most do. */
    public EventLog from(String component) {
        return from(EventSource.of(component));
    }

    /** Pass on every report from now on. */
    public void tell(EventSink sink) {
        ring.sink = sink;
    }

    /** Report something usual. */
    public void normal(ApiObject object, String reason, String message) {
        add("Normal", object, UnaryOperator.identity(), null, reason, message);
    }

    /** Report something usual that has to do with another object. */
    public void normal(ApiObject object, String reason, String message, ApiObject related) {
        add("Normal", object, UnaryOperator.identity(), related, reason, message);
    }

    /** Report something usual with a reference to the object that tells less than all. */
    public void normal(ApiObject object, String reason, String message, UnaryOperator<ObjectReference> reference) {
        add("Normal", object, reference, null, reason, message);
    }

    /** Report something a user should look at. */
    public void warning(ApiObject object, String reason, String message) {
        add("Warning", object, UnaryOperator.identity(), null, reason, message);
    }

    /** Report something a user should look at, with a reference to a part of the object. */
    public void warning(ApiObject object, String reason, String message, UnaryOperator<ObjectReference> reference) {
        add("Warning", object, reference, null, reason, message);
    }

    /** Return the events, oldest first. */
    public List<Event> events() {
        return ring.events();
    }

    /** Take over the events of another log of the same length. */
    public void copyFrom(EventLog original) {
        ring.copyFrom(original.ring);
    }

    private void add(
            String type,
            ApiObject object,
            UnaryOperator<ObjectReference> reference,
            @Nullable ApiObject related,
            String reason,
            String message) {
        ring.add(type, object, reason, message);
        EventSink sink = ring.sink;
        if (sink != null) {
            sink.report(
                    source,
                    type,
                    reference.apply(ObjectReference.of(object)),
                    related == null ? null : ObjectReference.of(related),
                    reason,
                    message);
        }
    }

    /** Hold the last events of all parts. */
    private static final class Ring {

        private final Timeline timeline;
        private final @Nullable Event[] last;
        private @Nullable EventSink sink;
        private long written;

        Ring(Timeline timeline, int limit) {
            this.timeline = timeline;
            this.last = new Event[limit];
        }

        void add(String type, ApiObject object, String reason, String message) {
            last[(int) (written++ % last.length)] = new Event(
                    timeline.now(), type, reason, object.gvk().kind(), object.namespace(), object.name(), message);
        }

        List<Event> events() {
            List<Event> events = new ArrayList<>();
            for (long i = Math.max(0, written - last.length); i < written; i++) {
                Event event = last[(int) (i % last.length)];
                if (event != null) {
                    events.add(event);
                }
            }
            return events;
        }

        void copyFrom(Ring original) {
            System.arraycopy(original.last, 0, last, 0, last.length);
            written = original.written;
        }
    }
}
