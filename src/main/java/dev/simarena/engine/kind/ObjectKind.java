package dev.simarena.engine.kind;

import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/**
 * Take in objects of one kind as clients write them.
 *
 * @param <T> class of the objects
 */
public interface ObjectKind<T extends ApiObject> {

    Gvk gvk();

    Class<T> type();

    /**
     * Read a new object, with the finalizers that every object of its kind gets; its owners and the finalizers in the
     * manifest are set by the caller.
     *
     * @param name name of the object, which the manifest may leave to be generated
     * @throws ApiException where the API server would refuse it
     */
    T create(Manifest manifest, String name);

    /**
     * Take over what a manifest declares; labels, annotations and owners are the caller's business.
     *
     * @return whether the declared part changed, so that the generation rises
     * @throws ApiException where the API server would refuse it; the object is as it was then
     */
    boolean update(T live, Manifest manifest);

    /**
     * Take over cpu and memory of containers and nothing else.
     *
     * @return whether they changed
     * @throws ApiException where the API server would refuse it, and of kinds that cannot be resized
     */
    default boolean resize(T live, Manifest manifest) {
        throw ApiException.notFound(gvk(), manifest.name());
    }

    /**
     * Take over ephemeral containers and nothing else.
     *
     * @return whether they changed
     * @throws ApiException where the API server would refuse it, and of kinds that have none
     */
    default boolean debug(T live, Manifest manifest) {
        throw ApiException.notFound(gvk(), manifest.name());
    }

    /** Return the template of the pods an object makes or is, {@code null} where it makes none. */
    default @Nullable PodTemplate template(T object) {
        return null;
    }
}
