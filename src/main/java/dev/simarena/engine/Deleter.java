package dev.simarena.engine;

import dev.simarena.engine.controller.NamespaceController;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
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

    private final ObjectStore store;
    private final Timeline timeline;
    private final Deletion deletion;

    Deleter(ObjectStore store, Timeline timeline, Deletion deletion) {
        this.store = store;
        this.timeline = timeline;
        this.deletion = deletion;
    }

    /** Delete an object as a request asks for it. */
    void delete(ApiObject object, DeleteOptions options) {
        if (object.gvk().equals(Gvk.NAMESPACE) && object instanceof GenericObject namespace) {
            refuseProtected(object);
            if (!object.terminating()) {
                NamespaceController.terminate(namespace, store, timeline.now());
            }
            return;
        }
        Propagation propagation = options.propagation() == null ? Propagation.BACKGROUND : options.propagation();
        Long grace = options.gracePeriodSeconds();
        if (object instanceof Pod pod && grace != null && propagation == Propagation.BACKGROUND) {
            deletion.delete(pod, grace);
        } else {
            delete(object, propagation);
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
                for (ApiObject dependent : List.copyOf(object.dependents())) {
                    List<OwnerRef> others = new ArrayList<>(dependent.owners());
                    others.removeIf(owner -> object.equals(owner.owner()));
                    store.adopt(dependent, List.copyOf(others));
                    store.changed(dependent);
                }
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
