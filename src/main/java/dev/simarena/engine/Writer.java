package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.kind.ObjectKinds;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Create and update objects from manifests. */
final class Writer {

    private static final Set<String> KNOWN_GROUPS =
            Set.of("", "apps", "batch", "autoscaling", "policy", "networking.k8s.io");
    private static final Set<String> DESCRIBED_WITH_STATUS = Set.of(
            "Pod",
            "Node",
            "Namespace",
            "Service",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "ResourceQuota",
            "ReplicationController",
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "Ingress");

    private final ObjectStore store;
    private final Names names;
    private final ObjectKinds kinds;
    private final Admission admission;
    private final StatusWriter statuses;

    Writer(ObjectStore store, Names names, ObjectKinds kinds, Admission admission, StatusWriter statuses) {
        this.store = store;
        this.names = names;
        this.kinds = kinds;
        this.admission = admission;
        this.statuses = statuses;
    }

    /**
     * Create an object, or update it where it exists.
     *
     * @throws ApiException what the API server would answer
     */
    ApiObject apply(Manifest manifest) {
        String namespace = manifest.namespace();
        String name = manifest.name();
        ApiObject live = name.isEmpty() ? null : store.get(manifest.gvk(), namespace, name);
        if (live != null) {
            update(live, manifest);
            return live;
        }
        return add(manifest);
    }

    /**
     * Create an object.
     *
     * @throws ApiException 409 where it exists, and what else the API server would answer
     */
    ApiObject create(Manifest manifest) {
        String name = manifest.name();
        if (!name.isEmpty() && store.get(manifest.gvk(), manifest.namespace(), name) != null) {
            throw ApiException.alreadyExists(manifest.gvk(), name);
        }
        return add(manifest);
    }

    private ApiObject add(Manifest written) {
        Gvk gvk = written.gvk();
        String namespace = written.namespace();
        if (namespace != null) {
            admission.requireNamespace(gvk, namespace, written.name());
        }
        Manifest manifest = written.name().isEmpty() ? written.named(names.generate(written.generateName())) : written;
        String name = manifest.name();
        ApiObject created = kinds.of(gvk).create(manifest, name);
        admission.review(gvk, name, manifest.json(), false);
        if (namespace != null && !gvk.equals(Gvk.POD)) {
            admission.charge(gvk, namespace, name, manifest.json());
        }
        created.setGenerateName(manifest.generateName());
        created.setOwners(owners(manifest, List.of()));
        created.setFinalizers(finalizers(manifest, created));
        store.add(created);
        return created;
    }

    /** Return the finalizers as written and then those every object of the kind gets. */
    private static List<String> finalizers(Manifest manifest, ApiObject created) {
        if (created.finalizers().isEmpty()) {
            return manifest.finalizers();
        }
        LinkedHashSet<String> finalizers = new LinkedHashSet<>(manifest.finalizers());
        finalizers.addAll(created.finalizers());
        return List.copyOf(finalizers);
    }

    /**
     * Put what is written in the place of what is there.
     *
     * @param object the whole object; what the request is not about is ignored
     * @throws ApiException where the API server would refuse it
     */
    void replace(ApiObject live, ObjectNode object, Subresource subresource) {
        ObjectNode before = Renderer.json(live);
        if (subresource == Subresource.STATUS) {
            boolean described = describeStatus(live, object, before);
            if (statuses.replace(live, object.path("status"), before) || described) {
                store.changed(live);
            }
            return;
        }
        if (subresource == Subresource.RESIZE || subresource == Subresource.EPHEMERAL) {
            Manifest manifest = Manifest.read(object);
            boolean resized = subresource == Subresource.RESIZE;
            if (resized ? kinds.of(live).resize(live, manifest) : kinds.of(live).debug(live, manifest)) {
                live.nextGeneration();
                store.changed(live);
            }
            return;
        }
        if (subresource != Subresource.WHOLE) {
            object.remove("status");
            if (before.has("status")) {
                object.set("status", before.path("status"));
            }
        }
        if (live.gvk().equals(Gvk.NAMESPACE)) {
            // Namespaces always carry their name as a label.
            object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", live.name());
        }
        Manifest manifest = Manifest.read(object);
        boolean changed = kinds.of(live).update(live, manifest);
        if (changed) {
            live.nextGeneration();
        }
        if (describe(live, manifest, before) || changed) {
            store.changed(live);
        }
        if (live.terminating() && live.finalizers().isEmpty() && live.gracePeriodSeconds() == 0) {
            store.remove(live);
        }
    }

    /**
     * Take over the labels and annotations of a status that is written; returns whether they changed.
     *
     * <p>Most kinds take them, Deployments no labels, newer kinds neither. Source: the status strategies below {@code
     * pkg/registry}.
     */
    private static boolean describeStatus(ApiObject live, ObjectNode object, JsonNode before) {
        if (!DESCRIBED_WITH_STATUS.contains(live.gvk().kind())
                || !KNOWN_GROUPS.contains(live.gvk().group())) {
            return false;
        }
        Manifest manifest = Manifest.read(object);
        boolean labels = !live.gvk().equals(Gvk.DEPLOYMENT) && !live.labels().equals(manifest.labels());
        boolean annotations = !live.annotations().equals(manifest.annotations());
        if (labels || annotations) {
            ObjectRules.described(live.gvk(), object, before).check(live.gvk(), live.name());
        }
        if (labels) {
            live.setLabels(manifest.labels());
        }
        if (annotations) {
            live.setAnnotations(manifest.annotations());
        }
        return labels || annotations;
    }

    /** Take over metadata as a whole; returns whether it changed. */
    private boolean describe(ApiObject live, Manifest manifest, JsonNode before) {
        List<OwnerRef> owners = owners(manifest, List.of());
        if (live.labels().equals(manifest.labels())
                && live.annotations().equals(manifest.annotations())
                && live.owners().equals(owners)
                && live.finalizers().equals(manifest.finalizers())) {
            return false;
        }
        ObjectRules.described(live.gvk(), manifest.json(), before).check(live.gvk(), live.name());
        live.setLabels(manifest.labels());
        live.setAnnotations(manifest.annotations());
        live.setFinalizers(manifest.finalizers());
        store.adopt(live, owners);
        return true;
    }

    private void update(ApiObject live, Manifest written) {
        Manifest manifest = written;
        if (live instanceof Pod pod && pod.nodeName() != null && !written.spec().has("nodeName")) {
            ObjectNode placed = written.json().deepCopy();
            placed.withObject("/spec").put("nodeName", pod.nodeName());
            manifest = written.with(placed);
        }
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
