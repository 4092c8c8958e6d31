package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Deleted;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/**
 * Serve requests about the objects of a world and keep account of who manages which of their fields.
 *
 * <p>Managers of what clients wrote are kept with the object; what the control plane wrote is found out when somebody
 * looks. Objects may be shown by several threads at once, everything else is done by one. Must hear of the changes of the
 * world before those who look at objects then.
 */
public final class ManagedObjects implements StoreListener {

    private final World world;
    private final Requests requests;
    private final Types types;
    private final Preparation preparation;
    private final ServerSideApply apply;
    private final Managers managers;
    private final Writes writes;

    /** Serve the objects of a world. */
    public ManagedObjects(World world, Types types, Preparation preparation) {
        this.world = world;
        this.types = types;
        this.preparation = preparation;
        requests = world.requests();
        managers = new Managers(types);
        writes = new Writes(requests, types, preparation, managers);
        apply = new ServerSideApply(this, requests, writes);
    }

    @Override
    public void added(ApiObject object) {
        writes.written(object);
    }

    @Override
    public void changed(ApiObject object) {
        writes.written(object);
    }

    /** Return the requests without an account of managers. */
    public Requests requests() {
        return requests;
    }

    /**
     * Put {@code metadata.managedFields} into an object that was just rendered; may be called by any thread for objects
     * that do not change.
     *
     * @return the object
     */
    public ObjectNode show(ApiObject object, ObjectNode json) {
        return managers.show(object, json);
    }

    /** Put into an object that is answered but never stored that its author wrote all of it. */
    public ObjectNode wrote(Gvk gvk, ObjectNode written, Author author) {
        Managed managed = manager(gvk, Subresource.NONE, author)
                .update(BlankObjects.of(gvk), written, new Managed(), author.name(), now());
        Managers.put(written, managed.toJson());
        return written;
    }

    /** Return an object with its managers, {@code null} where it does not exist. */
    public @Nullable ObjectNode find(Gvk gvk, @Nullable String namespace, String name) {
        ApiObject object = requests.find(gvk, namespace, name);
        return object == null ? null : show(object, Renderer.json(object));
    }

    /**
     * Return an object or its scale.
     *
     * @throws ApiException 404 where it does not exist
     */
    public ObjectNode get(Gvk gvk, @Nullable String namespace, String name, Subresource subresource) {
        boolean custom = subresource == Subresource.SCALE && types.custom(gvk);
        ObjectNode json = requests.get(gvk, namespace, name, custom ? Subresource.NONE : subresource);
        ApiObject object = requests.find(gvk, namespace, name);
        if (custom) {
            return preparation.scale(gvk, json);
        }
        return subresource == Subresource.SCALE || object == null ? json : show(object, json);
    }

    /**
     * Create an object.
     *
     * @param object the object, which is completed
     * @throws ApiException as {@link Requests#create}
     */
    public ObjectNode create(Gvk gvk, @Nullable String namespace, ObjectNode object, Author author) {
        Managed asked = Managers.asked(object, new Managed());
        ObjectNode sent = object.deepCopy();
        return writes.create(
                gvk,
                namespace,
                object,
                author,
                written -> manager(gvk, Subresource.NONE, author)
                        .update(BlankObjects.of(gvk), Unmanaged.without(written, sent), asked, author.name(), now()));
    }

    /**
     * Create a pod.
     *
     * @param object the pod, which is completed
     * @return a copy that goes on showing it as it was right after that, with its managers
     * @throws ApiException as {@link Requests#create}
     */
    public ApiObject createPod(String namespace, ObjectNode object, Author author) {
        Managed asked = Managers.asked(object, new Managed());
        ObjectNode sent = PodCreations.nameless(object);
        PendingWrite.Outcome outcome = written -> manager(Gvk.POD, Subresource.NONE, author)
                .update(BlankObjects.of(Gvk.POD), Unmanaged.without(written, sent), asked, author.name(), now());
        return writes.createPod(namespace, object, sent, author, outcome);
    }

    /**
     * Put an object in the place of the one that is there.
     *
     * @param object the object, which is completed
     * @throws ApiException as {@link Requests#replace}
     */
    public ObjectNode replace(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            ObjectNode object,
            Subresource subresource,
            Author author) {
        ApiObject live = requests.find(gvk, namespace, name);
        if (live == null) {
            return requests.replace(gvk, namespace, name, object, subresource);
        }
        ObjectNode before = Renderer.json(live);
        Managed known = managed(live, before);
        if (subresource == Subresource.SCALE) {
            String path = types.replicas(gvk);
            return scale(
                    live, object, author, known, written -> ScaleFields.taken(known, author, path, before, written));
        }
        Managed asked = subresource == Subresource.NONE ? Managers.asked(object, known) : known;
        return writes.replace(
                live,
                object,
                subresource,
                author,
                known,
                written -> manager(gvk, subresource, author).update(before, written, asked, author.name(), now()));
    }

    /**
     * Delete an object.
     *
     * @throws ApiException as {@link Requests#delete}
     */
    public Deleted delete(Gvk gvk, @Nullable String namespace, String name, DeleteOptions options) {
        ApiObject object = requests.find(gvk, namespace, name);
        Managed known = object == null ? new Managed() : managed(object, Renderer.json(object));
        preparation.delete(requests, gvk, name);
        Deleted deleted = requests.delete(gvk, namespace, name, options);
        Managers.put(deleted.object(), known.toJson());
        return deleted;
    }

    /**
     * Apply an object: what its manager applied before and does not any more goes, what it applies is merged.
     *
     * @param force whether other managers may lose fields
     * @throws ApiException 400, 404, 409, 422 or 500
     */
    public Applied apply(
            Gvk gvk,
            @Nullable String namespace,
            String name,
            ObjectNode object,
            Subresource subresource,
            Author author,
            boolean force) {
        return apply.apply(gvk, namespace, name, object, subresource, author, force);
    }

    /**
     * Apply the scale of an object.
     *
     * @return the scale afterwards
     * @throws ApiException 400, 404, 409, 422 or 500
     */
    public ObjectNode applyScale(
            Gvk gvk, @Nullable String namespace, String name, ObjectNode scale, Author author, boolean force) {
        return new ScaleApply(this, types).apply(gvk, namespace, name, scale, author, force);
    }

    /** Give an object the replicas of a scale, which has been checked to be one; returns its scale afterwards. */
    ObjectNode scale(ApiObject live, ObjectNode scale, Author author, Managed known, PendingWrite.Outcome outcome) {
        Gvk gvk = live.gvk();
        if (!types.custom(gvk)) {
            return writes.replace(live, scale, Subresource.SCALE, author, known, outcome);
        }
        ObjectNode scaled = preparation.scaled(gvk, Renderer.json(live), scale);
        return preparation.scale(gvk, writes.replace(live, scaled, Subresource.NONE, author, known, outcome));
    }

    /**
     * An object after it was applied.
     *
     * @param created whether it was not there before
     */
    public record Applied(boolean created, ObjectNode object) {}

    /** Return who keeps account of the writes of an author. */
    FieldManager manager(Gvk gvk, Subresource subresource, Author author) {
        Gvk served = author.served();
        FieldSet ignored = ResetFields.of(gvk, subresource, types.custom(gvk), types.statusApart(served));
        return new FieldManager(
                served.apiVersion(),
                subresource.path(),
                version -> types.shape(Gvk.of(version, served.kind())),
                ignored);
    }

    /** Return who manages what of an object as it is now. */
    Managed managed(ApiObject object, ObjectNode json) {
        return managers.of(object, json);
    }

    /** Return the type of the objects of a kind; anything where it is not known. */
    Shape shape(Gvk gvk) {
        return managers.shape(gvk);
    }

    /** Return the virtual time in seconds since 1970. */
    long now() {
        return world.now().getEpochSecond();
    }
}
