package dev.simarena.engine.controller;

import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Finalizers;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * Sort the owners of an object as the garbage collector does.
 *
 * <p>An owner does not exist where no object of its kind and name is in the object's namespace, or outside of namespaces,
 * or where that has another uid. Source: {@code classifyReferences} of the garbage collector.
 *
 * @param solid owners that exist and stay
 * @param dangling owners that do not exist
 * @param waiting owners that are being deleted and wait for their dependents to go before them
 */
record OwnerReferences(List<OwnerRef> solid, List<OwnerRef> dangling, List<OwnerRef> waiting) {

    static OwnerReferences of(ApiObject object) {
        List<OwnerRef> solid = new ArrayList<>(1);
        List<OwnerRef> dangling = new ArrayList<>(1);
        List<OwnerRef> waiting = new ArrayList<>(1);
        for (OwnerRef reference : object.owners()) {
            ApiObject owner = reference.owner();
            if (owner == null || owner.gone()) {
                dangling.add(reference);
            } else if (Finalizers.deletingDependents(owner)) {
                waiting.add(reference);
            } else {
                solid.add(reference);
            }
        }
        return new OwnerReferences(solid, dangling, waiting);
    }

    /**
     * Tell whether the garbage collector can tell at all: not where a kind is unknown, as that of a resource that is not
     * defined, nor where an object outside of namespaces names an owner inside one.
     */
    static boolean decidable(ApiObject object, ObjectStore store) {
        for (OwnerRef reference : object.owners()) {
            if (reference.owner() == null) {
                Gvk kind = Gvk.of(reference.apiVersion(), reference.kind());
                if (!known(kind, store) || (object.namespace() == null && !Kinds.clusterScoped(kind))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean known(Gvk kind, ObjectStore store) {
        return Kinds.simulated(kind)
                || Kinds.clusterScoped(kind)
                || store.kinds().contains(kind);
    }
}
