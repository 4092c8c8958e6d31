package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;
import java.util.List;

/** Take in objects of every kind that is stored as it is written. */
final class StoredKind implements ObjectKind<GenericObject> {

    /** Not asked: this is the kind of all that have none of their own. */
    @Override
    public Gvk gvk() {
        return new Gvk("", "", "");
    }

    @Override
    public Class<GenericObject> type() {
        return GenericObject.class;
    }

    @Override
    public GenericObject create(Manifest manifest, String name) {
        Gvk gvk = manifest.gvk();
        ObjectNode object = ObjectDefaults.apply(gvk, manifest.json());
        ObjectRules.created(gvk, object).check(gvk, manifest.name());
        return new GenericObject(
                gvk,
                manifest.namespace(),
                name,
                JsonMaps.strings(object.path("metadata").path("labels")),
                manifest.annotations(),
                body(object));
    }

    @Override
    public boolean update(GenericObject live, Manifest manifest) {
        ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
        ObjectRules.updated(manifest.gvk(), object, Renderer.json(live)).check(manifest.gvk(), manifest.name());
        ObjectNode body = body(object);
        boolean changed = !body.equals(live.body());
        live.setBody(body);
        return changed;
    }

    private static ObjectNode body(ObjectNode body) {
        body.remove(List.of("apiVersion", "kind", "metadata"));
        return body;
    }
}
