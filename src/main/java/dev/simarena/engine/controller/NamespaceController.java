package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Empty namespaces that are being deleted, and let them go when nothing is left.
 *
 * <p>Deletion starts after 5 s, so that all servers know that the namespace takes nothing new. Where pods had to end it is
 * looked at again 5 s later. Source: {@code pkg/controller/namespace}.
 */
public final class NamespaceController extends KeyedController<GenericObject> {

    private static final long PAUSE = TimeUnit.SECONDS.toMicros(5);

    private final ObjectStore store;
    private final Deletion deletion;

    public NamespaceController(ObjectStore store, Timeline timeline, Deletion deletion) {
        super(GenericObject.class, Queues.NAMESPACE, timeline);
        this.store = store;
        this.deletion = deletion;
    }

    @Override
    public void added(ApiObject object) {}

    @Override
    public void changed(ApiObject object) {
        // Changes that follow do not count: the first one is the deletion itself.
        if (object.gvk().equals(Gvk.NAMESPACE) && object.terminating() && object.deletion() == now()) {
            enqueueAt(object.deletion() + PAUSE, (GenericObject) object);
        }
    }

    @Override
    public void removed(ApiObject object) {}

    @Override
    protected void sync(GenericObject namespace) {
        List<ApiObject> content = store.content(namespace.name());
        boolean ending = false;
        for (ApiObject object : content) {
            ending |= object instanceof Pod pod && pod.node() != null;
            if (!object.terminating()) {
                deletion.delete(object);
            }
        }
        if (ending || !store.content(namespace.name()).isEmpty()) {
            remaining(namespace);
            enqueueAt(now() + PAUSE, namespace);
        } else {
            finish(namespace);
        }
    }

    private void remaining(GenericObject namespace) {
        ObjectNode body = namespace.body().deepCopy();
        NamespaceConditions.write(store.content(namespace.name()), body.withObject("/status"), now());
        if (!body.equals(namespace.body())) {
            namespace.setBody(body);
            store.changed(namespace);
        }
    }

    private void finish(GenericObject namespace) {
        ObjectNode body = namespace.body().deepCopy();
        if (body.path("spec") instanceof ObjectNode spec) {
            spec.remove("finalizers");
        }
        namespace.setBody(body);
        if (namespace.finalizers().isEmpty()) {
            store.remove(namespace);
        } else {
            store.changed(namespace);
        }
    }

    /** Mark a namespace as being deleted; it takes nothing new from now on. */
    public static void terminate(GenericObject namespace, ObjectStore store, long now) {
        namespace.markDeleted(now, 0);
        ObjectNode body = namespace.body().deepCopy();
        body.withObject("/status").put("phase", "Terminating");
        namespace.setBody(body);
        store.changed(namespace);
    }
}
