package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.AutoscalerVersions;
import dev.simarena.engine.api.EventVersions;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.function.Function;

/** Show objects in the version of a resource, and bring what clients send into the version that is stored. */
final class Views {

    private static final Gvk OLD_AUTOSCALER = new Gvk("autoscaling", "v1", "HorizontalPodAutoscaler");

    private Views() {}

    /** Return what shows the objects of a resource. */
    static Function<ApiObject, ObjectNode> of(ApiResource resource) {
        return resource.gvk().equals(resource.stored())
                ? Renderer::json
                : object -> shown(resource, Renderer.json(object));
    }

    /** Return a stored object as the resource shows it. */
    static ObjectNode shown(ApiResource resource, ObjectNode stored) {
        if (resource.gvk().equals(EventVersions.NEWER)) {
            return EventVersions.newer(stored);
        }
        return resource.gvk().equals(OLD_AUTOSCALER) ? AutoscalerVersions.older(stored) : stored;
    }

    /** Return what a client sent as it is stored. */
    static ObjectNode stored(ApiResource resource, ObjectNode sent) {
        if (resource.gvk().equals(EventVersions.NEWER)) {
            return EventVersions.core(sent);
        }
        return resource.gvk().equals(OLD_AUTOSCALER) ? AutoscalerVersions.newer(sent) : sent;
    }
}
