package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.OwnerRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Let the controller of one kind take pods, ReplicaSets and revisions that nobody controls, and let go of those that no
 * longer belong to their owner.
 *
 * <p>Taking needs one request to see that the owner is not being deleted, and one for each object. Owners and objects that
 * are being deleted take nothing and are not taken. Whoever has to look waits here: an owner looks only when it is new and
 * there are orphans, or when an orphan, or an object of its own, was noticed that may concern it. Source: {@code
 * ControllerRefManager} of kube-controller-manager.
 *
 * @param <O> kind of the owners
 */
public final class Ownership<O extends ApiObject> {

    private final ObjectStore store;
    private final Client client;
    private final Claims<O> claims;
    private final Set<O> looking = new HashSet<>();

    public Ownership(ObjectStore store, Client client, Claims<O> claims) {
        this.store = store;
        this.client = client;
        this.claims = claims;
    }

    /** Return the owners that have to look because an object is new, has other labels or has lost its controller. */
    List<O> notice(ApiObject object) {
        if (claims.type().isInstance(object)) {
            if (anyOrphans(object)) {
                looking.add(claims.type().cast(object));
            }
            return List.of();
        }
        if (!owned(object)) {
            return List.of();
        }
        OwnerRef reference = object.controllerRef();
        if (reference == null) {
            return noticeOrphan(object);
        }
        ApiObject controller = reference.owner();
        if (!claims.type().isInstance(controller)
                || claims.belongs().test(claims.type().cast(controller), object)) {
            return List.of();
        }
        looking.add(claims.type().cast(controller));
        return List.of(claims.type().cast(controller));
    }

    /** Return the owners that have to look because an object has other owners than before. */
    List<O> notice(ApiObject object, List<OwnerRef> before) {
        if (!owned(object)) {
            return List.of();
        }
        List<O> owners = new ArrayList<>(notice(object));
        for (OwnerRef reference : before) {
            if (reference.controller() && reference.alive() && claims.type().isInstance(reference.owner())) {
                owners.add(claims.type().cast(reference.owner()));
            }
        }
        return owners;
    }

    private List<O> noticeOrphan(ApiObject orphan) {
        if (orphan.labels().isEmpty() || orphan.terminating()) {
            return List.of();
        }
        List<O> owners = new ArrayList<>(0);
        for (ApiObject other : store.list(claims.gvk(), orphan.namespace())) {
            O owner = claims.type().cast(other);
            if (claims.belongs().test(owner, orphan)) {
                looking.add(owner);
                owners.add(owner);
            }
        }
        return owners;
    }

    private boolean owned(ApiObject object) {
        for (Class<? extends ApiObject> child : claims.children()) {
            if (child.isInstance(object)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyOrphans(ApiObject owner) {
        for (Class<? extends ApiObject> child : claims.children()) {
            if (store.anyOrphans(child, String.valueOf(owner.namespace()))) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether an owner has to look before what it controls is what belongs to it. */
    public boolean looks(O owner) {
        return looking.contains(owner);
    }

    /** Return what an owner controls, after taking what belongs to it and letting go what does not. */
    public <T extends ApiObject> List<T> claim(O owner, Class<T> child) {
        boolean looks = looks(owner);
        List<T> claimed = new ArrayList<>();
        List<T> strangers = new ArrayList<>(0);
        for (ApiObject dependent : owner.dependents()) {
            if (child.isInstance(dependent) && owner.equals(dependent.controller())) {
                boolean stays = !looks
                        || !claims.considered().test(dependent)
                        || claims.belongs().test(owner, dependent);
                (stays ? claimed : strangers).add(child.cast(dependent));
            }
        }
        if (looks && !owner.terminating()) {
            strangers.forEach(stranger -> release(owner, stranger));
            adopt(owner, child, claimed);
        }
        return claimed;
    }

    /** Return what an owner controls and belongs to it, after taking what belongs to it; nothing is let go. */
    public <T extends ApiObject> List<T> claimOnly(O owner, Class<T> child) {
        List<T> claimed = new ArrayList<>();
        for (ApiObject dependent : owner.dependents()) {
            if (child.isInstance(dependent)
                    && owner.equals(dependent.controller())
                    && claims.belongs().test(owner, dependent)) {
                claimed.add(child.cast(dependent));
            }
        }
        if (looks(owner) && !owner.terminating()) {
            adopt(owner, child, claimed);
        }
        return claimed;
    }

    /** Note that an owner has found all there is to find. */
    public void found(O owner) {
        if (!owner.terminating()) {
            looking.remove(owner);
        }
    }

    /** Forget an object that is gone. */
    public void forget(ApiObject object) {
        if (!looking.isEmpty() && claims.type().isInstance(object)) {
            looking.remove(claims.type().cast(object));
        }
    }

    /** Take over who has to look. */
    void copyFrom(Ownership<O> original, Fork fork) {
        original.looking.forEach(owner -> looking.add(fork.of(owner)));
    }

    private <T extends ApiObject> void adopt(O owner, Class<T> child, List<T> claimed) {
        boolean asked = false;
        for (T orphan : store.orphans(child, String.valueOf(owner.namespace()))) {
            if (orphan.terminating()
                    || !claims.considered().test(orphan)
                    || !claims.belongs().test(owner, orphan)) {
                continue;
            }
            client.take();
            if (!asked) {
                client.charge();
                asked = true;
            }
            List<OwnerRef> owners = without(owner, orphan);
            owners.addAll(owner.asOwner());
            if (!claims.finalizer().isEmpty() && !orphan.finalizers().contains(claims.finalizer())) {
                List<String> finalizers = new ArrayList<>(orphan.finalizers());
                finalizers.add(claims.finalizer());
                orphan.setFinalizers(finalizers);
            }
            store.adopt(orphan, List.copyOf(owners));
            store.changed(orphan);
            claimed.add(orphan);
        }
    }

    private void release(O owner, ApiObject object) {
        client.take();
        store.adopt(object, List.copyOf(without(owner, object)));
        List<String> finalizers = new ArrayList<>(object.finalizers());
        if (finalizers.remove(claims.finalizer())) {
            object.setFinalizers(finalizers);
        }
        Deletion.goOrTell(object, store);
    }

    private static List<OwnerRef> without(ApiObject owner, ApiObject object) {
        List<OwnerRef> owners = new ArrayList<>(object.owners());
        owners.removeIf(reference -> owner.equals(reference.owner()));
        return owners;
    }
}
