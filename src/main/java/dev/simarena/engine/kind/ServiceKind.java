package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;
import java.util.List;

/** Take in Services, which get their addresses on the way. */
final class ServiceKind implements ObjectKind<GenericObject> {

    private final ServiceAddresses addresses;

    ServiceKind(ServiceAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Gvk gvk() {
        return Kinds.SERVICE;
    }

    @Override
    public Class<GenericObject> type() {
        return GenericObject.class;
    }

    @Override
    public GenericObject create(Manifest manifest, String name) {
        ObjectNode object = ObjectDefaults.apply(gvk(), manifest.json());
        // As on a cluster the first thing that happens to a new Service, before anything else of it is looked at.
        complete(object, MissingNode.getInstance(), name);
        ObjectRules.created(gvk(), object).check(gvk(), manifest.name());
        return new GenericObject(
                gvk(),
                manifest.namespace(),
                name,
                JsonMaps.strings(object.path("metadata").path("labels")),
                manifest.annotations(),
                body(object));
    }

    @Override
    public boolean update(GenericObject live, Manifest manifest) {
        ObjectNode object = ObjectDefaults.apply(gvk(), manifest.json());
        ObjectNode before = Renderer.json(live);
        ObjectRules.updated(gvk(), object, before).check(gvk(), manifest.name());
        complete(object, before, live.name());
        ObjectNode body = body(object);
        boolean changed = !body.equals(live.body());
        live.setBody(body);
        return changed;
    }

    private void complete(ObjectNode object, JsonNode before, String name) {
        FieldErrors errors = new FieldErrors();
        addresses.complete(object, before, errors);
        errors.check(gvk(), name);
    }

    private static ObjectNode body(ObjectNode body) {
        body.remove(List.of("apiVersion", "kind", "metadata"));
        return body;
    }
}
