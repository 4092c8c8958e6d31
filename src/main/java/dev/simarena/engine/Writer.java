package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.ObjectDefaults;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.DeploymentSpec;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.OwnerRef;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Create and update objects from manifests. */
final class Writer {

    private final ObjectStore store;
    private final Names names;
    private final NodeTable nodes;
    private final Admission admission;

    Writer(ObjectStore store, Names names, NodeTable nodes, Admission admission) {
        this.store = store;
        this.names = names;
        this.nodes = nodes;
        this.admission = admission;
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
        ApiObject created = create(manifest, name);
        List<OwnerRef> owners = owners(manifest, List.of());
        created.setOwners(owners);
        store.add(created);
        return created;
    }

    private ApiObject create(Manifest manifest, String name) {
        Gvk gvk = manifest.gvk();
        String namespace = String.valueOf(manifest.namespace());
        if (gvk.equals(Gvk.POD)) {
            AdmittedPod admitted = admission.admit(namespace, name, WorkloadReader.pod(manifest));
            PodTemplate template = admitted.template();
            return new Pod(namespace, name, manifest.labels(), template.annotations(), template, admitted.priority());
        }
        if (gvk.equals(Gvk.NODE)) {
            ObjectRules.created(gvk, ObjectDefaults.apply(gvk, manifest.json())).check(gvk, manifest.name());
            return NodeReader.node(manifest, nodes);
        }
        if (gvk.equals(Gvk.DEPLOYMENT)) {
            DeploymentSpec spec = WorkloadReader.deployment(manifest, null);
            return new Deployment(namespace, name, manifest.labels(), manifest.annotations(), spec);
        }
        if (gvk.equals(Gvk.REPLICA_SET)) {
            return WorkloadReader.replicaSet(manifest);
        }
        ObjectNode object = ObjectDefaults.apply(gvk, manifest.json());
        ObjectRules.created(gvk, object).check(gvk, manifest.name());
        if (manifest.namespace() != null) {
            admission.admit(gvk, namespace, name, object);
        }
        return new GenericObject(
                gvk,
                manifest.namespace(),
                name,
                JsonMaps.strings(object.path("metadata").path("labels")),
                manifest.annotations(),
                body(object));
    }

    private void update(ApiObject live, Manifest manifest) {
        boolean changed = declare(live, manifest);
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

    /** Take over the declared part; returns whether it changed. */
    private boolean declare(ApiObject live, Manifest manifest) {
        if (live instanceof Deployment deployment) {
            DeploymentSpec spec = WorkloadReader.deployment(manifest, deployment);
            DeploymentSpec before = deployment.spec();
            if (spec.equals(before)) {
                return false;
            }
            deployment.setSpec(spec);
            return true;
        }
        if (live instanceof ReplicaSet set) {
            ReplicaSet read = WorkloadReader.replicaSet(manifest);
            if (read.replicas() == set.replicas()
                    && read.minReadySeconds() == set.minReadySeconds()
                    && read.template().equals(set.template())) {
                return false;
            }
            set.declare(read.replicas(), set.selector(), read.template(), read.minReadySeconds());
            return true;
        }
        if (live instanceof Node node) {
            NodeReader.update(node, manifest);
            return true;
        }
        if (live instanceof Pod pod) {
            PodTemplate written = WorkloadReader.pod(manifest);
            AdmittedPod completed = admission.complete(String.valueOf(pod.namespace()), pod.name(), written);
            if (!completed.template().podSpec().equals(pod.template().podSpec())) {
                throw ApiException.invalid(Gvk.POD, pod.name(), List.of(EngineMessages.IMMUTABLE_POD));
            }
            return false;
        }
        if (live instanceof GenericObject generic) {
            ObjectNode object = ObjectDefaults.apply(manifest.gvk(), manifest.json());
            ObjectRules.updated(manifest.gvk(), object, Renderer.json(live)).check(manifest.gvk(), manifest.name());
            ObjectNode body = body(object);
            boolean changed = !body.equals(generic.body());
            generic.setBody(body);
            return changed;
        }
        return false;
    }

    private static ObjectNode body(ObjectNode body) {
        body.remove(List.of("apiVersion", "kind", "metadata"));
        return body;
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
