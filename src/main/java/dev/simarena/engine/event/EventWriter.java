package dev.simarena.engine.event;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.model.ObjectReference;
import dev.simarena.trace.Gvk;
import java.util.Collections;
import java.util.function.UnaryOperator;

/** Write event objects to the store; a namespace that goes, or is not there, takes none. */
final class EventWriter {

    private final ObjectStore store;
    private final Timeline timeline;
    private long lastName;

    EventWriter(ObjectStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    void copyFrom(EventWriter original) {
        lastName = original.lastName;
    }

    /**
     * Return a name for a new event: that of the object and the time in nanoseconds, with one added for each further
     * name of the same microsecond.
     */
    String name(ObjectReference about) {
        lastName = Math.max(lastName + 1, timeline.now() * 1000);
        return about.name() + "." + Long.toHexString(lastName);
    }

    void create(String name, EventBody body) {
        String namespace = namespace(body);
        ApiObject space = store.get(Gvk.NAMESPACE, null, namespace);
        if (space != null && !space.terminating()) {
            store.add(new EventObject(namespace, name, Collections.emptyMap(), Collections.emptyMap(), body));
        }
    }

    /** Change an event, or write it anew where it is gone. */
    void update(String name, EventBody body, UnaryOperator<EventBody> change) {
        if (store.get(EventObject.GVK, namespace(body), name) instanceof EventObject live) {
            live.setBody(change.apply(live.body()));
            store.changed(live);
        } else {
            create(name, body);
        }
    }

    /** Events about objects without a namespace go to the one named default. */
    private static String namespace(EventBody body) {
        String namespace = body.involved().namespace();
        return namespace.isEmpty() ? "default" : namespace;
    }
}
