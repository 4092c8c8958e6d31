package dev.simarena.engine.controller;

import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.Reconciler;
import dev.simarena.engine.core.Workqueue;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.OwnerRef;

/** Remove objects all of whose owners are gone or never existed. */
public final class GarbageCollector implements Reconciler {

    private final Deletion deletion;
    private final Workqueue<ApiObject> queue = new Workqueue<>(Queues.GARBAGE);

    public GarbageCollector(Deletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public void added(ApiObject object) {
        if (!object.owners().isEmpty() && orphaned(object)) {
            queue.add(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        for (ApiObject dependent : object.dependents()) {
            queue.add(dependent);
        }
    }

    @Override
    public boolean reconcile() {
        boolean worked = false;
        for (ApiObject object = queue.poll(); object != null; object = queue.poll()) {
            worked = true;
            if (object.present() && orphaned(object)) {
                deletion.delete(object);
            }
        }
        return worked;
    }

    private static boolean orphaned(ApiObject object) {
        for (OwnerRef owner : object.owners()) {
            if (owner.alive()) {
                return false;
            }
        }
        return !object.owners().isEmpty();
    }

    @Override
    public void copyFrom(Reconciler original, Fork fork) {
        queue.copyFrom(((GarbageCollector) original).queue, fork);
    }
}
