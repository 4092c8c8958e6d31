package dev.simarena.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.controller.NamespaceController;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Delete objects with their dependents.
 *
 * <p>A request leaves the deletion of a namespace to its controller, which takes seconds. Finalizers are waited for where
 * an object is deleted without its dependents.
 */
final class Deleter {

    private static final Set<String> PROTECTED = Set.of("default", "kube-system", "kube-public");

    private static final Set<Gvk> ORPHANING = Set.of(Job.GVK, new Gvk("", "v1", "ReplicationController"));

    private final ObjectStore store;
    private final Timeline timeline;
    private final Deletion deletion;

    Deleter(ObjectStore store, Timeline timeline, Deletion deletion) {
        this.store = store;
        this.timeline = timeline;
        this.deletion = deletion;
    }

    /**
     * Delete an object as a request asks for it.
     *
     * @return the object as it is shown: marked, where something has to be done before it goes
     */
    ObjectNode delete(ApiObject object, DeleteOptions options) {
        if (object.gvk().equals(Gvk.NAMESPACE) && object instanceof GenericObject namespace) {
            refuseProtected(object);
            if (!object.terminating()) {
                NamespaceController.terminate(namespace, store, timeline.now());
            }
            return Renderer.json(object);
        }
        Propagation propagation = options.propagation();
        return switch (propagation == null ? usual(object) : propagation) {
            case BACKGROUND -> background(object, options);
            case FOREGROUND ->
                after(object, options, "foregroundDeletion", () -> {
                    Set<ApiObject> doomed = new LinkedHashSet<>(Set.of(object));
                    for (ApiObject dependent : List.copyOf(object.dependents())) {
                        if (ownedOnlyBy(doomed, dependent)) {
                            removeAfterDependents(dependent, doomed);
                        }
                    }
                });
            case ORPHAN -> after(object, options, "orphan", () -> release(object));
        };
    }

    /** Jobs and ReplicationControllers leave their pods behind unless told otherwise. */
    private static Propagation usual(ApiObject object) {
        return ORPHANING.contains(object.gvk()) ? Propagation.ORPHAN : Propagation.BACKGROUND;
    }

    private ObjectNode background(ApiObject object, DeleteOptions options) {
        Long grace = options.gracePeriodSeconds();
        if (object instanceof Pod pod && grace != null) {
            deletion.delete(pod, grace < 0 ? 1 : grace);
        } else {
            deletion.delete(object);
        }
        ObjectNode shown = Renderer.json(object);
        if (object instanceof Pod && object.gone()) {
            // The real server marks pods before it removes them.
            ObjectNode metadata = shown.withObject("/metadata");
            metadata.put(
                    "deletionTimestamp",
                    Timeline.instant(timeline.now())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            metadata.put("deletionGracePeriodSeconds", 0);
            if (!object.terminating()) {
                metadata.put("generation", object.generation() + 1);
            }
        }
        return shown;
    }

    /** Mark an object, do something, and let it go unless something else holds it. */
    private ObjectNode after(ApiObject object, DeleteOptions options, String finalizer, Runnable work) {
        List<String> finalizers = new ArrayList<>(object.finalizers());
        finalizers.remove("orphan");
        finalizers.remove("foregroundDeletion");
        finalizers.add(finalizer);
        object.setFinalizers(finalizers);
        Long grace = options.gracePeriodSeconds();
        if (object.terminating()) {
            store.changed(object);
        } else if (object instanceof Pod pod && grace != null) {
            deletion.delete(pod, grace < 0 ? 1 : grace);
        } else {
            deletion.delete(object);
        }
        ObjectNode shown = Renderer.json(object);
        work.run();
        deletion.removeFinalizer(object, finalizer);
        return shown;
    }

    private void release(ApiObject object) {
        for (ApiObject dependent : List.copyOf(object.dependents())) {
            List<OwnerRef> others = new ArrayList<>(dependent.owners());
            others.removeIf(owner -> object.equals(owner.owner()));
            store.adopt(dependent, List.copyOf(others));
            store.changed(dependent);
        }
    }

    /** Delete at the present instant, a namespace with all it holds. */
    void delete(ApiObject object, Propagation propagation) {
        if (object.gvk().equals(Gvk.NAMESPACE)) {
            refuseProtected(object);
            for (ApiObject content : store.content(object.name())) {
                store.remove(content);
            }
        }
        switch (propagation) {
            case BACKGROUND -> deletion.delete(object);
            case FOREGROUND -> removeAfterDependents(object, new LinkedHashSet<>());
            case ORPHAN -> {
                release(object);
                deletion.delete(object);
            }
        }
    }

    private static void refuseProtected(ApiObject namespace) {
        if (PROTECTED.contains(namespace.name())) {
            throw ApiException.forbidden(namespace.gvk(), namespace.name(), "this namespace may not be deleted");
        }
    }

    private void removeAfterDependents(ApiObject object, Set<ApiObject> doomed) {
        if (!doomed.add(object)) {
            return;
        }
        for (ApiObject dependent : List.copyOf(object.dependents())) {
            if (ownedOnlyBy(doomed, dependent)) {
                removeAfterDependents(dependent, doomed);
            }
        }
        store.remove(object);
    }

    private static boolean ownedOnlyBy(Set<ApiObject> doomed, ApiObject dependent) {
        for (OwnerRef owner : dependent.owners()) {
            if (owner.alive() && !doomed.contains(owner.owner())) {
                return false;
            }
        }
        return true;
    }
}
