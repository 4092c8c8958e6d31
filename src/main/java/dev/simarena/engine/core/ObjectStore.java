package dev.simarena.engine.core;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold all objects and tell listeners of every change.
 *
 * <p>Lookups and changes cost the same however many objects there are: tables by kind and namespace, pods by
 * ReplicaSet, ReplicaSets by Deployment, dependents by owner.
 */
public final class ObjectStore {

    private final Map<Gvk, ObjectTable> tables = new LinkedHashMap<>();
    private final Orphans orphans = new Orphans();
    private final Timeline timeline;
    private final Names names;
    private final List<StoreListener> others = new ArrayList<>(0);
    private StoreListener[] listeners = {};
    private Consumer<Gvk> newKinds = kind -> {};
    private int created;
    private long resourceVersion;

    public ObjectStore(Timeline timeline, Names names) {
        this.timeline = timeline;
        this.names = names;
    }

    /** Set who hears of changes, in this order, before those who are also told. */
    public void listen(List<? extends StoreListener> newListeners) {
        StoreListener[] all = newListeners.toArray(new StoreListener[newListeners.size() + others.size()]);
        for (int i = 0; i < others.size(); i++) {
            all[newListeners.size() + i] = others.get(i);
        }
        listeners = all;
    }

    /** Let one more hear of changes, after those who do already. */
    public void alsoTell(StoreListener listener) {
        others.add(listener);
        listeners = Arrays.copyOf(listeners, listeners.length + 1);
        listeners[listeners.length - 1] = listener;
    }

    /** Set who hears of kinds of which there is a first object, before that object is told of. */
    public void tellKinds(Consumer<Gvk> hearer) {
        newKinds = hearer;
    }

    /** Add an object whose owners are set; it must not exist. */
    public void add(ApiObject object) {
        names.enter(object, timeline.now(), created++);
        object.setResourceVersion(++resourceVersion);
        table(object.gvk()).put(object);
        object.takeRelabeled();
        link(object);
        for (StoreListener listener : listeners) {
            listener.added(object);
        }
    }

    /** Tell that an object has changed. */
    public void changed(ApiObject object) {
        object.setResourceVersion(++resourceVersion);
        if (object.takeRelabeled()) {
            for (StoreListener listener : listeners) {
                listener.relabeled(object);
            }
        }
        for (StoreListener listener : listeners) {
            listener.changed(object);
        }
    }

    /** Change the owners of an object; the caller then tells that it has changed. */
    public void adopt(ApiObject object, List<OwnerRef> owners) {
        List<OwnerRef> before = object.owners();
        unlink(object);
        object.setOwners(owners);
        link(object);
        for (StoreListener listener : listeners) {
            listener.reowned(object, before);
        }
    }

    /** Return the objects of a class that name no managing controller, in the order of creation. */
    public <T extends ApiObject> List<T> orphans(Class<T> type, String namespace) {
        return orphans.of(type, namespace);
    }

    /** Tell whether there are such objects. */
    public boolean anyOrphans(Class<? extends ApiObject> type, String namespace) {
        return orphans.any(type, namespace);
    }

    /** Remove an object; its dependents are the business of the garbage collector. */
    public void remove(ApiObject object) {
        if (!object.present()) {
            return;
        }
        table(object.gvk()).remove(object);
        resourceVersion++;
        object.leave();
        unlink(object);
        for (StoreListener listener : listeners) {
            listener.removed(object);
        }
    }

    /** Return how many objects there are and were. */
    public int created() {
        return created;
    }

    /** Take over the objects of another store. */
    public void copyFrom(ObjectStore original, Fork fork) {
        created = original.created;
        resourceVersion = original.resourceVersion;
        original.tables.forEach((gvk, table) -> tables.put(gvk, table.copy(fork)));
        orphans.copyFrom(original.orphans, fork);
    }

    /** Find an object, {@code null} where it does not exist. */
    public @Nullable ApiObject get(Gvk gvk, @Nullable String namespace, String name) {
        ObjectTable table = tables.get(gvk);
        return table == null ? null : table.get(namespace, name);
    }

    /** Return the objects of a kind in the order of creation; of all namespaces where the namespace is {@code null}. */
    public Collection<ApiObject> list(Gvk gvk, @Nullable String namespace) {
        ObjectTable table = tables.get(gvk);
        return table == null ? List.of() : table.list(namespace);
    }

    /** Return everything in a namespace, kind by kind in the order in which kinds first appeared. */
    public List<ApiObject> content(String namespace) {
        List<ApiObject> content = new ArrayList<>();
        for (ObjectTable table : tables.values()) {
            content.addAll(table.list(namespace));
        }
        return content;
    }

    /** Return the kinds of which there is or was an object. */
    public Collection<Gvk> kinds() {
        return tables.keySet();
    }

    /** Return the version the next change will exceed. */
    public long resourceVersion() {
        return resourceVersion;
    }

    private ObjectTable table(Gvk gvk) {
        ObjectTable table = tables.get(gvk);
        if (table == null) {
            table = new ObjectTable();
            tables.put(gvk, table);
            newKinds.accept(gvk);
        }
        return table;
    }

    private void link(ApiObject object) {
        orphans.linked(object);
        for (OwnerRef reference : object.owners()) {
            ApiObject owner = reference.owner();
            if (owner == null) {
                continue;
            }
            owner.addDependent(object);
            if (reference.controller()) {
                if (owner instanceof ReplicaSet set && object instanceof Pod pod) {
                    set.pods().add(pod);
                } else if (owner instanceof Deployment deployment && object instanceof ReplicaSet set) {
                    deployment.replicaSets().add(set);
                }
            }
        }
    }

    private void unlink(ApiObject object) {
        orphans.unlinked(object);
        for (OwnerRef reference : object.owners()) {
            ApiObject owner = reference.owner();
            if (owner == null) {
                continue;
            }
            owner.removeDependent(object);
            if (owner instanceof ReplicaSet set && object instanceof Pod pod) {
                set.pods().remove(pod);
            } else if (owner instanceof Deployment deployment && object instanceof ReplicaSet set) {
                deployment.replicaSets().remove(set);
            }
        }
    }
}
