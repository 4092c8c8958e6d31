package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.schema.Decoder;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.StatusDetails;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.patch.Patches;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serve requests as the API server does: create, get, replace, patch, delete, and the subresources of objects.
 *
 * <p>After each request the control plane works until nothing more can happen at the present instant; the answer shows the
 * object as it was right after the request. All errors are the API server's.
 */
public final class Requests {

    private final World world;
    private final ControlPlane plane;
    private final ObjectStore store;

    Requests(World world, ControlPlane plane) {
        this.world = world;
        this.plane = plane;
        this.store = plane.store();
    }

    /**
     * Create an object.
     *
     * @param namespace namespace of the path, {@code null} for a cluster-scoped kind
     * @return the object as stored
     * @throws ApiException 400, 403, 404, 409 or 422
     */
    public ObjectNode create(Gvk gvk, @Nullable String namespace, JsonNode object) {
        return answer(created(gvk, namespace, object));
    }

    /**
     * Create an object.
     *
     * @return a copy that goes on showing it as it was right after that; never to be stored
     * @throws ApiException as {@link #create}
     */
    public ApiObject add(Gvk gvk, @Nullable String namespace, JsonNode object) {
        ApiObject created = created(gvk, namespace, object);
        world.noteUnsimulated(created);
        ApiObject shown = created.snapshot();
        plane.settle();
        return shown;
    }

    private ApiObject created(Gvk gvk, @Nullable String namespace, JsonNode object) {
        ObjectNode placed = placed(gvk, namespace, object);
        if (!placed.at("/metadata/resourceVersion").asText("").isEmpty()) {
            throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
        }
        return plane.writer().create(Manifest.read(placed));
    }

    /**
     * Return an object.
     *
     * @throws ApiException 404 where it does not exist
     */
    public ObjectNode get(Gvk gvk, @Nullable String namespace, String name, Subresource subresource) {
        ApiObject live = world.find(gvk, namespace, name);
        if (live == null) {
            throw ApiException.notFound(gvk, name);
        }
        return subresource == Subresource.SCALE ? Scales.render(live) : Renderer.json(live);
    }

    /** Return an object, to be read only, {@code null} where it does not exist. */
    public @Nullable ApiObject find(Gvk gvk, @Nullable String namespace, String name) {
        return world.find(gvk, namespace, name);
    }

    /** Return the objects of a kind in the order of creation, to be read only; of all namespaces where it is null. */
    public Collection<ApiObject> list(Gvk gvk, @Nullable String namespace) {
        return world.find(gvk, namespace);
    }

    /**
     * Put an object in the place of the one that is there.
     *
     * @throws ApiException 400, 404, 409 or 422
     */
    public ObjectNode replace(
            Gvk gvk, @Nullable String namespace, String name, JsonNode object, Subresource subresource) {
        ApiObject live = existing(gvk, namespace, name);
        String written = object.at("/metadata/name").asText("");
        if (!written.isEmpty() && !written.equals(name)) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)".formatted(written, name));
        }
        if (subresource == Subresource.SCALE) {
            return scale(live, Decoder.decode(Scales.GVK, object));
        }
        return write(live, placed(gvk, namespace, object), subresource);
    }

    /**
     * Change an object by a patch.
     *
     * @throws ApiException 400, 404, 409, 415 or 422
     */
    public ObjectNode patch(
            Gvk gvk, @Nullable String namespace, String name, PatchType type, JsonNode patch, Subresource subresource) {
        ApiObject live = existing(gvk, namespace, name);
        if (subresource == Subresource.SCALE) {
            return scale(live, patched(type, Scales.GVK, Scales.render(live), patch));
        }
        return write(live, patched(type, gvk, Renderer.json(live), patch), subresource);
    }

    /**
     * Delete an object.
     *
     * @throws ApiException 403, 404 or 409
     */
    public Deleted delete(Gvk gvk, @Nullable String namespace, String name, DeleteOptions options) {
        ApiObject live = existing(gvk, namespace, name);
        Preconditions.check(live, options);
        world.noteUnsimulated(live);
        ObjectNode shown = plane.deleter().delete(live, options);
        boolean gone = live.gone() && !shown.path("metadata").has("deletionTimestamp");
        plane.settle();
        return new Deleted(shown, gone);
    }

    /** Delete objects of a kind, those that are there still; returns them as they were. */
    public List<ObjectNode> deleteAll(List<ApiObject> objects, DeleteOptions options) {
        List<ObjectNode> deleted = new ArrayList<>();
        for (ApiObject object : objects) {
            if (object.present()) {
                deleted.add(Renderer.json(object));
                plane.deleter().delete(object, options);
            }
        }
        plane.settle();
        return deleted;
    }

    /**
     * Evict a pod, which its disruption budgets must allow.
     *
     * @throws ApiException 404, 409, 429 or 500
     */
    public void evict(String namespace, String name, DeleteOptions options) {
        Pod pod = (Pod) existing(Gvk.POD, namespace, name);
        Preconditions.check(pod, options);
        EvictionAdmission.admit(store, plane.timeline(), pod);
        plane.deleter().delete(pod, options);
        plane.settle();
    }

    /**
     * Bind a pod to a node; as on a cluster one that does not exist will do, and the pod waits for it until it is collected.
     *
     * @throws ApiException 404 or 409
     */
    public void bind(String namespace, String name, String nodeName) {
        Pod pod = (Pod) existing(Gvk.POD, namespace, name);
        StatusDetails about = StatusDetails.of(name, "", "pods/binding");
        if (pod.terminating()) {
            throw ApiException.conflict(
                    "pods/binding", about, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String present = pod.nodeName();
        if (present != null) {
            throw ApiException.conflict(
                    "pods/binding", about, "pod %s is already assigned to node \"%s\"".formatted(name, present));
        }
        if (store.get(Gvk.NODE, null, nodeName) instanceof Node node) {
            pod.bind(node, plane.timeline().now());
        } else {
            pod.change(pod.template().changed(spec -> spec.put("nodeName", nodeName)));
        }
        store.changed(pod);
        plane.settle();
    }

    /** Return the version of the latest change. */
    public long resourceVersion() {
        return store.resourceVersion();
    }

    /** Return how many objects there are and were. */
    public int created() {
        return store.created();
    }

    /** Tell of a change that is not seen in the object itself; returns the object right after that. */
    public ObjectNode touch(ApiObject object) {
        store.changed(object);
        return answer(object);
    }

    private static ObjectNode patched(PatchType type, Gvk gvk, ObjectNode object, JsonNode patch) {
        ObjectNode patched = Patches.apply(type, gvk, object, patch);
        Decoder.patched(gvk, patched);
        return patched;
    }

    private ObjectNode scale(ApiObject live, JsonNode scale) {
        Preconditions.versions(live, scale.path("metadata"));
        return write(live, Scales.apply(live, scale), Subresource.NONE, Scales::render);
    }

    private ObjectNode write(ApiObject live, ObjectNode object, Subresource subresource) {
        Preconditions.versions(live, object.path("metadata"));
        return write(live, object, subresource, Renderer::json);
    }

    private ObjectNode write(
            ApiObject live, ObjectNode object, Subresource subresource, Function<ApiObject, ObjectNode> shown) {
        plane.writer().replace(live, object, subresource);
        world.noteUnsimulated(live);
        ObjectNode answer = shown.apply(live);
        plane.settle();
        return answer;
    }

    private ObjectNode answer(ApiObject object) {
        world.noteUnsimulated(object);
        ObjectNode answer = Renderer.json(object);
        plane.settle();
        return answer;
    }

    private ApiObject existing(Gvk gvk, @Nullable String namespace, String name) {
        ApiObject object = store.get(gvk, namespace, name);
        if (object == null) {
            throw ApiException.notFound(gvk, name);
        }
        return object;
    }

    /** Return a decoded copy of the object in the namespace of the path. */
    private static ObjectNode placed(Gvk gvk, @Nullable String namespace, JsonNode object) {
        if (!(object instanceof ObjectNode)) {
            throw ApiException.badRequest(
                    "the object provided is unrecognized (must be of type %s)".formatted(gvk.kind()));
        }
        Gvk written = Gvk.of(
                object.path("apiVersion").asText(gvk.apiVersion()),
                object.path("kind").asText(gvk.kind()));
        if (!written.equals(gvk)) {
            throw ApiException.badRequest("%s in version \"%s\" cannot be handled as a %s: %s"
                    .formatted(written.kind(), written.version(), gvk.kind(), mismatch(written, gvk)));
        }
        ObjectNode placed = Decoder.decode(gvk, object).deepCopy();
        placed.put("apiVersion", gvk.apiVersion());
        placed.put("kind", gvk.kind());
        ObjectNode metadata = placed.withObject("/metadata");
        String inside = metadata.path("namespace").asText("");
        if (namespace != null) {
            if (!inside.isEmpty() && !inside.equals(namespace)) {
                throw ApiException.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            metadata.put("namespace", namespace);
        }
        return placed;
    }

    private static String mismatch(Gvk written, Gvk wanted) {
        if (written.kind().equals(wanted.kind())) {
            return "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
                    .formatted(written.kind(), written.apiVersion());
        }
        return "converting (%s.%s) to (%s.%s): unknown conversion"
                .formatted(written.version(), written.kind(), internal(wanted), wanted.kind());
    }

    private static String internal(Gvk gvk) {
        return gvk.group().isEmpty() ? "core" : gvk.group();
    }
}
