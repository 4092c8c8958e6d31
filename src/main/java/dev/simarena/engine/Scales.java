package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.trace.Gvk;
import java.util.List;

/** Show objects that have replicas as Scale objects, and read such back. */
final class Scales {

    static final Gvk GVK = new Gvk("autoscaling", "v1", "Scale");

    private Scales() {}

    static ObjectNode render(ApiObject object) {
        ObjectNode json = Renderer.json(object);
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("kind", GVK.kind());
        scale.put("apiVersion", GVK.apiVersion());
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            if (json.path("metadata").has(field)) {
                metadata.set(field, json.path("metadata").path(field));
            }
        }
        ObjectNode spec = scale.putObject("spec");
        int wanted = json.at("/spec/replicas").asInt();
        if (wanted != 0) {
            spec.put("replicas", wanted);
        }
        ObjectNode status = scale.putObject("status");
        status.put("replicas", json.at("/status/replicas").asInt());
        status.put("selector", JsonMaps.selector(json.at("/spec/selector")).text());
        return scale;
    }

    /** Return the object with the replicas of a Scale. */
    static ObjectNode apply(ApiObject live, JsonNode scale) {
        JsonNode replicas = scale.at("/spec/replicas");
        if (replicas.asInt() < 0) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("spec.replicas", replicas.asLong(), "must be greater than or equal to 0");
            throw ApiException.invalid(GVK, live.name(), errors);
        }
        ObjectNode object = Renderer.json(live);
        object.withObject("/spec").put("replicas", replicas.asInt());
        return object;
    }
}
