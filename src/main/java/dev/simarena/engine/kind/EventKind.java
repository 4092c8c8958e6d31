package dev.simarena.engine.kind;

import dev.simarena.engine.api.EventReader;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.model.EventBody;
import dev.simarena.engine.model.EventObject;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;

/** Take in events that clients report. */
final class EventKind implements ObjectKind<EventObject> {

    @Override
    public Gvk gvk() {
        return EventObject.GVK;
    }

    @Override
    public Class<EventObject> type() {
        return EventObject.class;
    }

    @Override
    public EventObject create(Manifest manifest, String name) {
        EventBody body = EventReader.body(manifest.json());
        ObjectRules.created(gvk(), manifest.json()).check(gvk(), manifest.name());
        String namespace = String.valueOf(manifest.namespace());
        return new EventObject(namespace, name, manifest.labels(), manifest.annotations(), body);
    }

    @Override
    public boolean update(EventObject event, Manifest manifest) {
        EventBody body = EventReader.body(manifest.json());
        ObjectRules.created(gvk(), manifest.json()).check(gvk(), manifest.name());
        if (body.equals(event.body())) {
            return false;
        }
        event.setBody(body);
        return true;
    }
}
