package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.OwnerRef;

/** Remove objects all of whose owners are gone or never existed. */
public final class GarbageCollector extends KeyedController<ApiObject> {

    private final Deletion deletion;
    private final Client client;

    public GarbageCollector(Timeline timeline, Deletion deletion, Client client) {
        super(ApiObject.class, Queues.GARBAGE, timeline);
        this.deletion = deletion;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        if (orphaned(object)) {
            enqueue(object);
        }
    }

    @Override
    public void changed(ApiObject object) {}

    @Override
    public void removed(ApiObject object) {
        object.dependents().forEach(this::enqueue);
    }

    @Override
    protected void sync(ApiObject object) {
        if (orphaned(object)) {
            client.take();
            deletion.delete(object);
        }
    }

    private static boolean orphaned(ApiObject object) {
        for (OwnerRef owner : object.owners()) {
            if (owner.alive()) {
                return false;
            }
        }
        return !object.owners().isEmpty();
    }
}
