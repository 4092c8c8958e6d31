package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;

/** Completes and checks what clients write of kinds the engine itself knows nothing of. */
public interface Preparation {

    /** Prepares nothing: all kinds are the engine's. */
    Preparation NONE = new Preparation() {};

    /**
     * Complete a new object in place.
     *
     * @param served group, version and kind in which it is written
     * @throws ApiException 422 where it breaks rules
     */
    default void create(Gvk served, ObjectNode object) {}

    /**
     * Complete an object in place that takes the place of another one.
     *
     * @throws ApiException 422 where it breaks rules
     */
    default void update(Gvk served, ObjectNode object, ObjectNode live, Subresource subresource) {}

    /** Prepare the end of an object that is about to be deleted. */
    default void delete(Requests requests, Gvk gvk, String name) {}

    /**
     * Show the scale of an object of a custom kind.
     *
     * @throws ApiException 500 where it has none
     */
    default ObjectNode scale(Gvk served, ObjectNode object) {
        throw new IllegalStateException(
                "Scale of [%s] is not known. Ask only for kinds that have one.".formatted(served));
    }

    /** Return an object of a custom kind with the replicas of a scale. */
    default ObjectNode scaled(Gvk served, ObjectNode object, JsonNode scale) {
        return scale(served, object);
    }
}
