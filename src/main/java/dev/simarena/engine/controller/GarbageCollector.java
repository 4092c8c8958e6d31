package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Deletion;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Finalizers;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delete objects whose owners are gone, let objects that are deleted in the foreground wait for their dependents, and set
 * dependents free where they are to stay.
 *
 * <p>An object with an owner that exists and stays is kept and loses its references to others. One that is left with owners
 * that wait for it is deleted in the foreground too where it has dependents itself, and else in the background. An owner
 * that waits goes when no dependent blocks it any more. Each look asks for the object and for its owners. Source: {@code
 * pkg/controller/garbagecollector}.
 */
public final class GarbageCollector extends KeyedController<ApiObject> {

    private final ObjectStore store;
    private final Timeline timeline;
    private final EventLog events;
    private final Deletion deletion;
    private final Client client;

    /** Objects that are known to wait for their dependents. */
    private final Map<ApiObject, String> waiting = new HashMap<>();

    public GarbageCollector(ObjectStore store, Timeline timeline, EventLog events, Deletion deletion, Client client) {
        super(ApiObject.class, Queues.GARBAGE, timeline);
        this.store = store;
        this.timeline = timeline;
        this.events = events;
        this.deletion = deletion;
        this.client = client;
    }

    @Override
    public void added(ApiObject object) {
        if (!object.owners().isEmpty()) {
            noticeOwners(object, List.of());
        }
        changed(object);
    }

    /** An object begins to wait for its dependents, or waits no more. */
    @Override
    public void changed(ApiObject object) {
        if (!object.terminating() || object.finalizers().isEmpty()) {
            return;
        }
        if (Finalizers.orphaningDependents(object)) {
            if (!Finalizers.ORPHAN.equals(waiting.put(object, Finalizers.ORPHAN))) {
                enqueue(object);
            }
        } else if (Finalizers.deletingDependents(object)) {
            if (!Finalizers.FOREGROUND.equals(waiting.put(object, Finalizers.FOREGROUND))) {
                object.dependents().forEach(this::enqueue);
                enqueue(object);
            }
        } else {
            waiting.remove(object);
        }
    }

    @Override
    public void reowned(ApiObject object, List<OwnerRef> before) {
        if (!object.present()) {
            return;
        }
        for (OwnerRef reference : before) {
            OwnerRef after = find(object.owners(), reference.uid());
            if (reference.blockOwnerDeletion() && reference.alive() && (after == null || !after.blockOwnerDeletion())) {
                enqueue(reference.owner());
            }
        }
        noticeOwners(object, before);
    }

    @Override
    public void removed(ApiObject object) {
        waiting.remove(object);
        object.dependents().forEach(this::enqueue);
        for (OwnerRef reference : object.owners()) {
            ApiObject owner = reference.owner();
            if (owner != null && Finalizers.deletingDependents(owner)) {
                enqueue(owner);
            }
        }
    }

    /** Look at an object soon that names an owner it did not name before and that does not exist. */
    private void noticeOwners(ApiObject object, List<OwnerRef> before) {
        for (OwnerRef reference : object.owners()) {
            if (!reference.alive() && find(before, reference.uid()) == null) {
                reportNamespace(object, reference);
                enqueue(object);
            }
        }
    }

    private static @Nullable OwnerRef find(List<OwnerRef> references, String uid) {
        for (OwnerRef reference : references) {
            if (reference.uid().equals(uid)) {
                return reference;
            }
        }
        return null;
    }

    private void reportNamespace(ApiObject object, OwnerRef reference) {
        Gvk kind = Gvk.of(reference.apiVersion(), reference.kind());
        for (ApiObject elsewhere : store.list(Gvk.NAMESPACE, null)) {
            ApiObject other = store.get(kind, elsewhere.name(), reference.name());
            if (other != null && other.uid().equals(reference.uid())) {
                String namespace = object.namespace() == null ? "" : object.namespace();
                events.warning(
                        object,
                        "OwnerRefInvalidNamespace",
                        "ownerRef [%s/%s, namespace: %s, name: %s, uid: %s] does not exist in namespace \"%s\""
                                .formatted(
                                        reference.apiVersion(),
                                        reference.kind(),
                                        namespace,
                                        reference.name(),
                                        reference.uid(),
                                        namespace));
                return;
            }
        }
    }

    @Override
    protected void sync(ApiObject object) {
        if (Finalizers.orphaningDependents(object)) {
            setDependentsFree(object);
        } else if (Finalizers.deletingDependents(object)) {
            client.take();
            goAfterDependents(object);
        } else if (!object.terminating()) {
            client.take();
            collect(object);
        }
    }

    private void setDependentsFree(ApiObject owner) {
        for (ApiObject dependent : List.copyOf(owner.dependents())) {
            client.take();
            List<OwnerRef> others = new ArrayList<>(dependent.owners());
            others.removeIf(reference -> owner.equals(reference.owner()));
            reown(dependent, others);
        }
        client.take();
        client.charge();
        deletion.removeFinalizer(owner, Finalizers.ORPHAN);
    }

    private void goAfterDependents(ApiObject owner) {
        List<ApiObject> blocking = new ArrayList<>();
        for (ApiObject dependent : owner.dependents()) {
            for (OwnerRef reference : dependent.owners()) {
                if (owner.equals(reference.owner()) && reference.blockOwnerDeletion()) {
                    blocking.add(dependent);
                }
            }
        }
        if (blocking.isEmpty()) {
            client.charge();
            client.charge();
            deletion.removeFinalizer(owner, Finalizers.FOREGROUND);
            return;
        }
        for (ApiObject dependent : blocking) {
            if (!Finalizers.deletingDependents(dependent)) {
                enqueue(dependent);
            }
        }
    }

    private void collect(ApiObject object) {
        if (object.owners().isEmpty() || !OwnerReferences.decidable(object, store)) {
            return;
        }
        OwnerReferences owners = OwnerReferences.of(object);
        // That an owner is absent is remembered, so only those that exist are asked for.
        owners.solid().forEach(__ -> client.charge());
        owners.waiting().forEach(__ -> client.charge());
        if (!owners.solid().isEmpty()) {
            if (!owners.dangling().isEmpty() || !owners.waiting().isEmpty()) {
                client.charge();
                List<OwnerRef> kept = new ArrayList<>(object.owners());
                kept.removeAll(owners.dangling());
                kept.removeAll(owners.waiting());
                reown(object, kept);
            }
            return;
        }
        boolean foreground = !owners.waiting().isEmpty() && !object.dependents().isEmpty();
        if (foreground && object.dependents().stream().anyMatch(Finalizers::deletingDependents)) {
            // There may be a circle in which everybody waits for everybody.
            client.charge();
            reown(object, object.owners().stream().map(OwnerRef::unblocked).toList());
        }
        client.charge();
        delete(object, foreground ? Finalizers.FOREGROUND : null);
    }

    private void delete(ApiObject object, @Nullable String dependents) {
        if (object.gvk().equals(Gvk.NAMESPACE) && object instanceof GenericObject namespace) {
            NamespaceController.terminate(namespace, store, timeline.now());
        } else {
            deletion.delete(object, null, dependents);
        }
    }

    private void reown(ApiObject object, List<OwnerRef> owners) {
        store.adopt(object, List.copyOf(owners));
        store.changed(object);
    }

    @Override
    protected void copyMemory(KeyedController<ApiObject> original, Fork fork) {
        ((GarbageCollector) original).waiting.forEach((object, finalizer) -> waiting.put(fork.of(object), finalizer));
    }
}
