package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.validation.ObjectRules;

/** Give manifests their defaults and hold them to the rules of their kind. */
final class Checks {

    private Checks() {}

    /**
     * Return a new object with its defaults.
     *
     * @throws ApiException where the API server would refuse it
     */
    static ObjectNode created(Manifest manifest) {
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        ObjectRules.created(manifest.gvk(), object).check(manifest.gvk(), manifest.name());
        return object;
    }

    /**
     * Return the new state of an object with its defaults.
     *
     * @throws ApiException where the API server would refuse it
     */
    static ObjectNode updated(Manifest manifest, ApiObject live) {
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        ObjectRules.updated(manifest.gvk(), object, Renderer.json(live)).check(manifest.gvk(), manifest.name());
        return object;
    }
}
