package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.kind.ObjectKinds;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Create and update objects from manifests. */
final class Writer {

    private final ObjectStore store;
    private final Names names;
    private final ObjectKinds kinds;

    Writer(ObjectStore store, Names names, ObjectKinds kinds) {
        this.store = store;
        this.names = names;
        this.kinds = kinds;
    }

    ApiObject apply(JsonNode json) {
        Manifest manifest = Manifest.read(json);
        String namespace = manifest.namespace();
        if (namespace != null && store.get(Gvk.NAMESPACE, null, namespace) == null) {
            throw ApiException.notFound(Gvk.NAMESPACE, namespace);
        }
        String name = manifest.name();
        ApiObject live = name.isEmpty() ? null : store.get(manifest.gvk(), namespace, name);
        if (live != null) {
            update(live, manifest);
            return live;
        }
        if (name.isEmpty()) {
            name = names.generate(manifest.generateName());
        }
        ApiObject created = kinds.of(manifest.gvk()).create(manifest, name);
        List<OwnerRef> owners = owners(manifest, List.of());
        created.setOwners(owners);
        store.add(created);
        return created;
    }

    private void update(ApiObject live, Manifest manifest) {
        boolean changed = kinds.of(live).update(live, manifest);
        if (changed) {
            live.nextGeneration();
        }
        var labels = JsonMaps.merged(live.labels(), manifest.labels());
        var annotations = JsonMaps.merged(live.annotations(), manifest.annotations());
        List<OwnerRef> owners = owners(manifest, live.owners());
        if (labels != live.labels()
                || annotations != live.annotations()
                || owners.size() != live.owners().size()) {
            live.setLabels(labels);
            live.setAnnotations(annotations);
            store.adopt(live, owners);
            changed = true;
        }
        if (changed) {
            store.changed(live);
        }
    }

    /** Return the present owners and those the manifest adds. */
    private List<OwnerRef> owners(Manifest manifest, List<OwnerRef> present) {
        JsonNode references = manifest.ownerReferences();
        if (references.isEmpty()) {
            return present;
        }
        List<OwnerRef> owners = new ArrayList<>(present);
        for (JsonNode reference : references) {
            String uid = reference.path("uid").asText("");
            if (owners.stream().anyMatch(owner -> owner.uid().equals(uid))) {
                continue;
            }
            String apiVersion = reference.path("apiVersion").asText("");
            String kind = reference.path("kind").asText("");
            String name = reference.path("name").asText("");
            owners.add(new OwnerRef(
                    apiVersion,
                    kind,
                    name,
                    uid,
                    reference.path("controller").asBoolean(),
                    reference.path("blockOwnerDeletion").asBoolean(),
                    owner(Gvk.of(apiVersion, kind), manifest.namespace(), name, uid)));
        }
        return List.copyOf(owners);
    }

    private @Nullable ApiObject owner(Gvk gvk, @Nullable String namespace, String name, String uid) {
        ApiObject owner = store.get(gvk, namespace, name);
        if (owner == null) {
            owner = store.get(gvk, null, name);
        }
        return owner != null && owner.uid().equals(uid) ? owner : null;
    }
}
