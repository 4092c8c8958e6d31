package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Let controllers take pods and revisions that nobody controls, and let go of those their selector no longer matches.
 *
 * <p>Looking for orphans is only worth it when an owner is new or an orphan was seen; who is to look waits here. Source:
 * {@code ControllerRefManager} of kube-controller-manager.
 */
final class Ownership {

    private final ObjectStore store;
    private final Client client;
    private final Set<ApiObject> looking = new HashSet<>();

    /** Labels with which a pod was found to belong to its owner; selectors and names of owners never change. */
    private final Map<Pod, Map<String, String>> verified = new HashMap<>();

    Ownership(ObjectStore store, Client client) {
        this.store = store;
        this.client = client;
    }

    /** Let an owner look for orphans when it claims the next time. */
    void look(ApiObject owner) {
        looking.add(owner);
    }

    /** Tell whether an object is one that an owner might take. */
    static boolean orphan(ApiObject object) {
        return (object instanceof Pod || object instanceof ControllerRevision) && controllerRef(object) == null;
    }

    /** Return the pods of an owner in the order of creation, after taking and letting go what must be. */
    List<Pod> pods(ApiObject owner, LabelSelector selector, Predicate<Pod> member) {
        List<Pod> pods = new ArrayList<>();
        List<Pod> released = new ArrayList<>(0);
        for (ApiObject dependent : owner.dependents()) {
            if (dependent instanceof Pod pod && owner.equals(pod.controller())) {
                (belongs(pod, selector, member) ? pods : released).add(pod);
            }
        }
        if (owner.terminating()) {
            return pods;
        }
        released.forEach(pod -> release(owner, pod));
        if (looking.contains(owner)) {
            for (ApiObject object : List.copyOf(store.list(Gvk.POD, owner.namespace()))) {
                if (object instanceof Pod pod && adoptable(pod, selector) && member.test(pod)) {
                    adopt(owner, pod);
                    pods.add(pod);
                }
            }
        }
        return pods;
    }

    @SuppressWarnings("ReferenceEquality") // labels are replaced as a whole, and looking into them is what takes long
    private boolean belongs(Pod pod, LabelSelector selector, Predicate<Pod> member) {
        if (verified.get(pod) == pod.labels()) {
            return true;
        }
        if (!selector.matches(pod.labels()) || !member.test(pod)) {
            return false;
        }
        verified.put(pod, pod.labels());
        return true;
    }

    /** Return the revisions of an owner in the order of creation, after taking those without a controller. */
    List<ControllerRevision> revisions(ApiObject owner, LabelSelector selector) {
        List<ControllerRevision> revisions = new ArrayList<>();
        for (ApiObject dependent : owner.dependents()) {
            if (dependent instanceof ControllerRevision revision
                    && owner.equals(revision.controller())
                    && selector.matches(revision.labels())) {
                revisions.add(revision);
            }
        }
        if (looking.contains(owner) && !owner.terminating()) {
            for (ApiObject object : List.copyOf(store.list(ControllerRevision.GVK, owner.namespace()))) {
                if (object instanceof ControllerRevision revision && adoptable(revision, selector)) {
                    adopt(owner, revision);
                    revisions.add(revision);
                }
            }
        }
        return revisions;
    }

    /** Take over who is looking. */
    void copyFrom(Ownership original, Fork fork) {
        original.looking.forEach(owner -> looking.add(fork.of(owner)));
    }

    /** Forget an object that is gone. */
    void forget(ApiObject object) {
        looking.remove(object);
        if (object instanceof Pod) {
            verified.remove(object);
        }
    }

    /** Note that an owner has found all there is to find. */
    void found(ApiObject owner) {
        looking.remove(owner);
    }

    private static boolean adoptable(ApiObject object, LabelSelector selector) {
        return !object.terminating() && controllerRef(object) == null && selector.matches(object.labels());
    }

    private void adopt(ApiObject owner, ApiObject object) {
        client.take();
        List<OwnerRef> owners = new ArrayList<>(object.owners());
        owners.removeIf(reference -> owner.equals(reference.owner()));
        owners.addAll(owner.asOwner());
        store.adopt(object, List.copyOf(owners));
        store.changed(object);
    }

    private void release(ApiObject owner, ApiObject object) {
        forget(object);
        client.take();
        List<OwnerRef> owners = new ArrayList<>(object.owners());
        owners.removeIf(reference -> owner.equals(reference.owner()));
        store.adopt(object, List.copyOf(owners));
        store.changed(object);
    }

    private static @Nullable OwnerRef controllerRef(ApiObject object) {
        for (OwnerRef owner : object.owners()) {
            if (owner.controller()) {
                return owner;
            }
        }
        return null;
    }
}
