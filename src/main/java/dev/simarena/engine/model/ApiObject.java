package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hold what all Kubernetes objects have in common; identity is the object itself. */
public abstract class ApiObject implements Cloneable {

    /** Stands for a time that has not come. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Gvk gvk;
    private final @Nullable String namespace;
    private final String name;
    private Map<String, String> labels;
    private Map<String, String> annotations;
    private String generateName = "";
    private List<OwnerRef> owners = List.of();
    private @Nullable ObjectSet<ApiObject> dependents;
    private @Nullable List<OwnerRef> asOwner;

    private long uidHigh;
    private long uidLow;
    private @Nullable String uid;
    private long created;
    private int order;
    private long resourceVersion;
    private long generation = 1;
    private List<String> finalizers = List.of();
    private long deletion = NEVER;
    private long gracePeriodSeconds;
    private boolean relabeled;
    private boolean stored;
    private boolean gone;
    private int queues;
    private @Nullable ManagedFields managedFields;

    ApiObject(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations) {
        this.gvk = gvk;
        this.namespace = namespace;
        this.name = name;
        this.labels = labels;
        this.annotations = annotations;
    }

    public final Gvk gvk() {
        return gvk;
    }

    /** Return the namespace, {@code null} for a cluster-scoped object. */
    public final @Nullable String namespace() {
        return namespace;
    }

    public final String name() {
        return name;
    }

    /** Return the labels, sorted by key; read only. */
    public final Map<String, String> labels() {
        return labels;
    }

    /** Return the annotations, sorted by key; read only. */
    public final Map<String, String> annotations() {
        return annotations;
    }

    /** Return the base its name was to be generated from, empty where there was none. */
    public final String generateName() {
        return generateName;
    }

    public final void setGenerateName(String generateName) {
        this.generateName = generateName;
    }

    public final void setLabels(Map<String, String> labels) {
        this.labels = labels;
        relabeled = true;
    }

    /** Tell whether labels were set since this was last asked; the store tells everybody. */
    public final boolean takeRelabeled() {
        boolean news = relabeled;
        relabeled = false;
        return news;
    }

    public final void setAnnotations(Map<String, String> annotations) {
        this.annotations = annotations;
    }

    /** Return the owner references in the order in which they were written. */
    public final List<OwnerRef> owners() {
        return owners;
    }

    public final void setOwners(List<OwnerRef> owners) {
        this.owners = owners;
    }

    /** Return the managing controller where it exists in this world, else {@code null}. */
    public final @Nullable ApiObject controller() {
        for (OwnerRef owner : owners) {
            if (owner.controller()) {
                return owner.owner();
            }
        }
        return null;
    }

    /** Return the reference to the managing controller, {@code null} where none is named. */
    public final @Nullable OwnerRef controllerRef() {
        for (OwnerRef owner : owners) {
            if (owner.controller()) {
                return owner;
            }
        }
        return null;
    }

    /** Return the objects that name this one as an owner, in the order of their creation. */
    public final Set<ApiObject> dependents() {
        return dependents == null ? Collections.emptySet() : dependents;
    }

    public final void addDependent(ApiObject dependent) {
        if (dependents == null) {
            dependents = new ObjectSet<>();
        }
        dependents.add(dependent);
    }

    public final void removeDependent(ApiObject dependent) {
        if (dependents != null) {
            dependents.remove(dependent);
        }
    }

    /** Return the reference by which objects created by this controller point back; shared by all of them. */
    public final List<OwnerRef> asOwner() {
        List<OwnerRef> reference = asOwner;
        if (reference == null) {
            reference = List.of(new OwnerRef(gvk.apiVersion(), gvk.kind(), name, uid(), true, true, this));
            asOwner = reference;
        }
        return reference;
    }

    /** Give the object its place in the world; done once, by the store. */
    public final void enter(long high, long low, long createdMicros, int creationOrder) {
        uidHigh = high;
        uidLow = low;
        created = createdMicros;
        order = creationOrder;
        stored = true;
        entered();
    }

    /** Complete the object now that it has its identity; by default there is nothing to do. */
    void entered() {}

    /** Mark the object as deleted; done once, by the store. */
    public final void leave() {
        gone = true;
    }

    /** Tell whether the object was deleted. */
    public final boolean gone() {
        return gone;
    }

    /** Tell whether the object is in the store. */
    public final boolean present() {
        return stored && !gone;
    }

    /** Return what must be done before the object can go, in the order in which it was written. */
    public final List<String> finalizers() {
        return finalizers;
    }

    public final void setFinalizers(List<String> finalizers) {
        this.finalizers = List.copyOf(finalizers);
    }

    /**
     * Mark the object as being deleted.
     *
     * @param time deletionTimestamp in microseconds since 1970: when the grace period ends
     * @param graceSeconds deletionGracePeriodSeconds
     */
    public final void markDeleted(long time, long graceSeconds) {
        deletion = time;
        gracePeriodSeconds = graceSeconds;
    }

    /** Tell whether the object is being deleted but still there: it waits for finalizers or for the kubelet. */
    public final boolean terminating() {
        return deletion != NEVER;
    }

    /** Return the deletionTimestamp in microseconds since 1970, {@link #NEVER} where it is not being deleted. */
    public final long deletion() {
        return deletion;
    }

    /** Return the deletionGracePeriodSeconds of an object that is being deleted. */
    public final long gracePeriodSeconds() {
        return gracePeriodSeconds;
    }

    /** Return the uid in its usual spelling. */
    public final String uid() {
        String text = uid;
        if (text == null) {
            text = new UUID(uidHigh, uidLow).toString();
            uid = text;
        }
        return text;
    }

    /** Compare uids as the text of them would compare. */
    public final int compareUid(ApiObject other) {
        int high = Long.compareUnsigned(uidHigh, other.uidHigh);
        return high != 0 ? high : Long.compareUnsigned(uidLow, other.uidLow);
    }

    /** Return the time of creation in microseconds since 1970. */
    public final long created() {
        return created;
    }

    /** Return the position in the order of creation of all objects of the world. */
    public final int order() {
        return order;
    }

    public final long resourceVersion() {
        return resourceVersion;
    }

    public final void setResourceVersion(long resourceVersion) {
        this.resourceVersion = resourceVersion;
    }

    /** Return who managed its fields when a client last wrote it, {@code null} where none did through the API. */
    public final @Nullable ManagedFields managedFields() {
        return managedFields;
    }

    public final void setManagedFields(@Nullable ManagedFields managedFields) {
        this.managedFields = managedFields;
    }

    /** Return how often the declared part changed, starting at 1. */
    public final long generation() {
        return generation;
    }

    public final void nextGeneration() {
        generation++;
    }

    /** Note that the object waits in a queue; returns false where it already did. */
    public final boolean enterQueue(int bit) {
        if ((queues & bit) != 0) {
            return false;
        }
        queues |= bit;
        return true;
    }

    public final void leaveQueue(int bit) {
        queues &= ~bit;
    }

    /**
     * Return a copy that goes on showing this object as it is now, whatever becomes of it.
     *
     * <p>It refers to the objects of this world, but they do not know it; it is to be shown only, never stored.
     */
    public final ApiObject snapshot() {
        ApiObject copy = copy();
        copy.dependents = null;
        copy.detach();
        return copy;
    }

    /** Keep what is shown from changing with the original; by default there is nothing that would. */
    void detach() {}

    /** Return a copy that still refers to the objects of this world, for {@link Fork} only. */
    final ApiObject copy() {
        try {
            ApiObject copy = (ApiObject) clone();
            // Dependents may ask the copy for this before it is linked itself.
            copy.asOwner = null;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Refer to the objects of the copied world; subclasses with references of their own add them. */
    protected void relink(Fork fork) {
        queues = 0;
        if (!owners.isEmpty()) {
            owners = relinked(owners, fork);
        }
        if (dependents != null) {
            dependents = dependents.copy(fork);
        }
    }

    /** Objects of one controller go on sharing one list of owners. */
    private static List<OwnerRef> relinked(List<OwnerRef> owners, Fork fork) {
        ApiObject first = owners.get(0).owner();
        if (first != null && owners == first.asOwner) {
            return fork.of(first).asOwner();
        }
        List<OwnerRef> copies = new ArrayList<>(owners.size());
        for (OwnerRef owner : owners) {
            copies.add(owner.in(fork));
        }
        return List.copyOf(copies);
    }

    /** Identity hash that is the same in every run. */
    @Override
    public final int hashCode() {
        return order * 0x9E3779B9;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return gvk.kind() + " " + (namespace == null ? name : namespace + "/" + name);
    }
}
