package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;
import java.util.Map;

/** Take in pods that no controller makes. */
final class PodKind implements ObjectKind<Pod> {

    private final Admission admission;

    PodKind(Admission admission) {
        this.admission = admission;
    }

    @Override
    public Gvk gvk() {
        return Gvk.POD;
    }

    @Override
    public Class<Pod> type() {
        return Pod.class;
    }

    @Override
    public Pod create(Manifest manifest, String name) {
        String namespace = String.valueOf(manifest.namespace());
        FieldErrors wrong = ObjectRules.metadata(Gvk.POD, manifest.json().path("metadata"));
        AdmittedPod admitted = admission.admit(namespace, name, WorkloadReader.pod(manifest), wrong);
        PodTemplate template = admitted.template();
        return new Pod(namespace, name, manifest.labels(), template.annotations(), template, admitted.priority());
    }

    @Override
    public boolean update(Pod pod, Manifest manifest) {
        ObjectNode object = manifest.json().deepCopy();
        ObjectNode before = Renderer.json(pod);
        object.set(
                "spec",
                withoutGiven(
                        object.path("spec"), before.path("spec"), pod.template().podSpec()));
        PodTemplate written = WorkloadReader.pod(Manifest.read(object));
        AdmittedPod completed = admission.complete(String.valueOf(pod.namespace()), pod.name(), written);
        if (completed.template().podSpec().equals(pod.template().podSpec())) {
            return false;
        }
        object.set("spec", completed.template().podSpec());
        before.set("spec", pod.template().podSpec());
        ObjectRules.updated(Gvk.POD, object, before).check(Gvk.POD, pod.name());
        pod.change(completed.template());
        return true;
    }

    /** Leave out what the control plane gave the pod, such as its node, where the client hands it back as it was. */
    private static JsonNode withoutGiven(JsonNode spec, JsonNode shown, JsonNode own) {
        ObjectNode rest = spec.deepCopy();
        for (Map.Entry<String, JsonNode> field : shown.properties()) {
            if (!own.has(field.getKey()) && field.getValue().equals(rest.path(field.getKey()))) {
                rest.remove(field.getKey());
            }
        }
        return rest;
    }

    @Override
    public PodTemplate template(Pod pod) {
        return pod.template();
    }
}
