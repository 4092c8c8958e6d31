package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.Map;

/** Hold an event as the API server stores it. */
public final class EventObject extends ApiObject {

    /** Kind of events. */
    public static final Gvk GVK = new Gvk("", "v1", "Event");

    private EventBody body;

    public EventObject(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            EventBody body) {
        super(GVK, namespace, name, labels, annotations);
        this.body = body;
    }

    public EventBody body() {
        return body;
    }

    public void setBody(EventBody body) {
        this.body = body;
    }
}
