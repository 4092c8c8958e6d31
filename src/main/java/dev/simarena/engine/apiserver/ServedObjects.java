package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.api.AutoscalerVersions;
import dev.simarena.engine.api.EventVersions;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.apply.Author;
import dev.simarena.engine.apiserver.apply.ManagedObjects;
import dev.simarena.engine.apiserver.apply.ServedTypes;
import dev.simarena.engine.apiserver.crd.Definitions;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.text.ObjectTexts;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Show the objects of a world in the version of a resource, with their managers, and bring what clients send into the
 * version that is stored.
 */
final class ServedObjects {

    private static final Set<Gvk> TOLD_BY_TIME = Set.of(Gvk.NODE, new Gvk("coordination.k8s.io", "v1", "Lease"));

    private final World world;
    private final ServedTypes types;
    private final Definitions definitions;
    private final ManagedObjects managed;
    private final ObjectTexts texts;

    /** Begin to keep account of who manages what in a world. */
    ServedObjects(World world, ServedTypes types, Definitions definitions) {
        this.world = world;
        this.types = types;
        this.definitions = definitions;
        managed = new ManagedObjects(world, types, definitions);
        texts = new ObjectTexts(object -> managed.show(object, Renderer.json(object)));
        world.listen(managed);
        world.listen(texts);
    }

    World world() {
        return world;
    }

    /** Return who writes objects: into the world, or into a copy of it where nothing is to be kept. */
    ManagedObjects writing(boolean dryRun) {
        return dryRun ? new ManagedObjects(world.fork(), types, definitions) : managed;
    }

    /** Return an object, to be read only, {@code null} where it does not exist. */
    @Nullable
    ApiObject find(ApiResource resource, @Nullable String namespace, String name) {
        return world.requests().find(resource.stored(), namespace, name);
    }

    /** Return what shows the objects of a resource; may be used by several threads at once. */
    Function<ApiObject, ObjectNode> shown(ApiResource resource) {
        return object -> shown(resource, managed.show(object, Renderer.json(object)));
    }

    /**
     * Return who writes the objects of a resource, {@code null} where they differ from the stored objects or change
     * with time alone, as what nodes say of their last heartbeat and their leases, which are made anew for each look.
     */
    @Nullable
    ObjectTexts texts(ApiResource resource) {
        boolean asStored = !resource.custom() && resource.gvk().equals(resource.stored());
        return asStored && !TOLD_BY_TIME.contains(resource.gvk()) ? texts : null;
    }

    /** Return a stored object as the resource shows it. */
    static ObjectNode shown(ApiResource resource, ObjectNode stored) {
        if (resource.gvk().equals(EventVersions.NEWER)) {
            return EventVersions.newer(stored);
        }
        if (resource.custom()) {
            return stored.put("apiVersion", resource.gvk().apiVersion());
        }
        return resource.gvk().equals(AutoscalerVersions.OLDER) ? AutoscalerVersions.older(stored) : stored;
    }

    /** Return what a client sent as it is stored. */
    static ObjectNode stored(ApiResource resource, ObjectNode sent) {
        if (resource.gvk().equals(EventVersions.NEWER)) {
            return EventVersions.core(sent);
        }
        if (resource.custom()) {
            return sent.put("apiVersion", resource.stored().apiVersion());
        }
        return resource.gvk().equals(AutoscalerVersions.OLDER) ? AutoscalerVersions.newer(sent) : sent;
    }

    /** Return who writes by a request; versions that are converted have their fields as they are stored. */
    static Author author(WriteOptions options, ApiResource resource) {
        return new Author(options.fieldManager(), resource.custom() ? resource.gvk() : resource.stored());
    }
}
