package dev.simarena.engine;

import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
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
 * <p>A namespace and what it holds goes at the present instant. Finalizers are waited for where an object is deleted
 * without its dependents.
 */
final class Deleter {

    private static final Set<String> PROTECTED = Set.of("default", "kube-system", "kube-public");

    private final ObjectStore store;
    private final Deletion deletion;

    Deleter(ObjectStore store, Deletion deletion) {
        this.store = store;
        this.deletion = deletion;
    }

    /** Delete an object as a request asks for it. */
    void delete(ApiObject object, DeleteOptions options) {
        Propagation propagation = options.propagation() == null ? Propagation.BACKGROUND : options.propagation();
        Long grace = options.gracePeriodSeconds();
        if (object instanceof Pod pod && grace != null && propagation == Propagation.BACKGROUND) {
            deletion.delete(pod, grace);
        } else {
            delete(object, propagation);
        }
    }

    void delete(ApiObject object, Propagation propagation) {
        if (object.gvk().equals(Gvk.NAMESPACE)) {
            if (PROTECTED.contains(object.name())) {
                throw ApiException.forbidden(object.gvk(), object.name(), "this namespace may not be deleted");
            }
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
