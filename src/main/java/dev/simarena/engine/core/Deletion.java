package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Delete objects as the API server does: what has finalizers or runs on a node is marked first and goes later.
 *
 * <p>A pod on a node stays, terminating, until its kubelet removes it; a pod without a node, or one that has ended, goes
 * at once. Any object with finalizers stays until they are gone.
 */
public final class Deletion {

    private final ObjectStore store;
    private final Timeline timeline;

    public Deletion(ObjectStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** Delete an object with the grace period it asks for. */
    public void delete(ApiObject object) {
        delete(object, object instanceof Pod pod ? pod.template().terminationGracePeriodSeconds() : 0);
    }

    /** Delete an object with a grace period in seconds, which only a pod that runs on a node needs. */
    public void delete(ApiObject object, long graceSeconds) {
        long grace =
                object instanceof Pod pod && pod.node() != null && !pod.phase().terminal() ? graceSeconds : 0;
        if (grace == 0 && object.finalizers().isEmpty()) {
            store.remove(object);
        } else if (!object.terminating()) {
            object.markDeleted(timeline.now() + TimeUnit.SECONDS.toMicros(grace), grace);
            object.nextGeneration();
            store.changed(object);
        }
    }

    /** Take a finalizer from an object; one that is being deleted goes with its last unless its kubelet has to end it. */
    public void removeFinalizer(ApiObject object, String finalizer) {
        List<String> others = new ArrayList<>(object.finalizers());
        if (!others.remove(finalizer)) {
            return;
        }
        object.setFinalizers(others);
        if (object.terminating() && others.isEmpty() && object.gracePeriodSeconds() == 0) {
            store.remove(object);
        } else {
            store.changed(object);
        }
    }
}
