package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Finalizers;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Delete objects as the API server does: what has finalizers or runs on a node is marked first and goes later.
 *
 * <p>A pod on a node stays, terminating, until its kubelet removes it; a pod without a node, or one that has ended, goes
 * at once. Any object with finalizers stays until they are gone. Source: {@code BeforeDelete} and the generic registry of
 * the API server.
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
        delete(object, null, null);
    }

    /** Delete an object with a grace period in seconds, which only a pod that runs on a node needs. */
    public void delete(ApiObject object, long graceSeconds) {
        delete(object, graceSeconds, null);
    }

    /**
     * Delete an object as a request says.
     *
     * <p>While a pod ends nothing counts but a shorter grace period.
     *
     * @param graceSeconds grace period, {@code null} for the object's own
     * @param dependents finalizer that keeps the object until the garbage collector has dealt with its dependents, empty
     *     for none, {@code null} for the one it has
     */
    public void delete(ApiObject object, @Nullable Long graceSeconds, @Nullable String dependents) {
        if (object.terminating() && object.gracePeriodSeconds() > 0) {
            if (graceSeconds == null || graceSeconds >= object.gracePeriodSeconds()) {
                return;
            }
            long since = object.deletion() - TimeUnit.SECONDS.toMicros(object.gracePeriodSeconds());
            long due = since + TimeUnit.SECONDS.toMicros(graceSeconds);
            long left = due < timeline.now() && graceSeconds > 0 ? 1 : graceSeconds;
            object.markDeleted(Math.max(due, timeline.now()), left);
            finish(object, dependents, true);
        } else if (object.terminating()) {
            finish(object, dependents, false);
        } else {
            long grace = grace(object, graceSeconds);
            if (grace == 0 && Finalizers.with(object.finalizers(), dependents).isEmpty()) {
                store.remove(object);
                return;
            }
            object.markDeleted(timeline.now() + TimeUnit.SECONDS.toMicros(grace), grace);
            if (!object.gvk().kind().equals("CustomResourceDefinition")) {
                object.nextGeneration(); // deleted by the API server in a way of its own
            }
            finish(object, dependents, true);
        }
    }

    private static long grace(ApiObject object, @Nullable Long wanted) {
        if (!(object instanceof Pod pod) || pod.node() == null || pod.phase().terminal()) {
            return 0;
        }
        return wanted == null ? pod.template().terminationGracePeriodSeconds() : wanted;
    }

    private void finish(ApiObject object, @Nullable String dependents, boolean changed) {
        List<String> finalizers = Finalizers.with(object.finalizers(), dependents);
        boolean others = !finalizers.equals(object.finalizers());
        object.setFinalizers(finalizers);
        if (finalizers.isEmpty() && object.gracePeriodSeconds() == 0) {
            store.remove(object);
        } else if (changed || others) {
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
        goOrTell(object, store);
    }

    /** Remove an object that is being deleted and waits for nothing any more; tell that any other has changed. */
    public static void goOrTell(ApiObject object, ObjectStore store) {
        if (object.terminating() && object.finalizers().isEmpty() && object.gracePeriodSeconds() == 0) {
            store.remove(object);
        } else {
            store.changed(object);
        }
    }
}
