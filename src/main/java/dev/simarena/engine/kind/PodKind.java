package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.QosClass;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.engine.validation.VolumeRules;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Take in pods that no controller makes. */
final class PodKind implements ObjectKind<Pod> {

    private static final String EPHEMERAL = "ephemeralContainers";
    private static final List<String> PLACED = List.of("nodeName", "hostname");

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
        VolumeRules.claims(manifest.spec(), name, wrong);
        if (!manifest.spec().path(EPHEMERAL).isEmpty()) {
            wrong.forbidden("spec." + EPHEMERAL, "cannot be set on create");
        }
        boolean placed = !manifest.spec().path("nodeName").asText("").isEmpty();
        if (placed && !manifest.spec().path("schedulingGates").isEmpty()) {
            wrong.forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared");
        }
        AdmittedPod admitted = admission.admit(namespace, name, WorkloadReader.pod(manifest), wrong);
        PodTemplate template = admitted.template();
        return new Pod(namespace, name, template.labels(), template.annotations(), template, admitted.priority());
    }

    @Override
    public boolean update(Pod pod, Manifest manifest) {
        ObjectNode object = manifest.json().deepCopy();
        ObjectNode before = Renderer.json(pod);
        JsonNode shown = before.path("spec");
        ObjectNode own = pod.template().podSpec();
        object.set("spec", withoutGiven(object.path("spec"), shown, own));
        PodTemplate written = WorkloadReader.pod(Manifest.read(object));
        AdmittedPod completed = admission.complete(String.valueOf(pod.namespace()), pod.name(), written);
        ObjectNode spec = completed.template().podSpec();
        JsonNode declared = manifest.spec();
        if (spec.equals(own)
                && PLACED.stream().allMatch(field -> declared.path(field).equals(shown.path(field)))) {
            return false;
        }
        object.set("spec", withGiven(spec, shown, declared));
        ObjectRules.updated(Gvk.POD, object, before).check(Gvk.POD, pod.name());
        pod.change(completed.template());
        return true;
    }

    @Override
    public boolean resize(Pod pod, Manifest manifest) {
        return change(
                pod,
                spec -> takeResources(spec, manifest.spec()),
                (object, before) -> ObjectRules.resized(
                        object, before, QosClass.of(before.path("spec")), QosClass.of(object.path("spec"))));
    }

    @Override
    public boolean debug(Pod pod, Manifest manifest) {
        return change(
                pod,
                spec -> {
                    JsonNode added = manifest.spec().path(EPHEMERAL);
                    if (added.isEmpty()) {
                        spec.remove(EPHEMERAL);
                    } else {
                        spec.set(EPHEMERAL, added);
                    }
                },
                ObjectRules::debugged);
    }

    /** Change the spec of a pod where the rules for such a change allow it; returns whether it changed. */
    private boolean change(
            Pod pod, Consumer<ObjectNode> change, BiFunction<ObjectNode, ObjectNode, FieldErrors> rules) {
        ObjectNode before = Renderer.json(pod);
        before.set("spec", pod.template().podSpec());
        ObjectNode object = before.deepCopy();
        change.accept(object.withObject("/spec"));
        PodTemplate written = WorkloadReader.pod(Manifest.read(object));
        AdmittedPod completed = admission.complete(String.valueOf(pod.namespace()), pod.name(), written);
        object.set("spec", completed.template().podSpec());
        rules.apply(object, before).check(Gvk.POD, pod.name());
        if (completed.template().podSpec().equals(pod.template().podSpec())) {
            return false;
        }
        pod.change(completed.template());
        return true;
    }

    /** Take over the resources of containers that stand in the same order; all containers where they do not. */
    private static void takeResources(ObjectNode spec, JsonNode written) {
        if (written.has("resources")) {
            spec.set("resources", written.path("resources"));
        } else {
            spec.remove("resources");
        }
        for (String list : List.of("containers", "initContainers")) {
            if (!names(spec.path(list)).equals(names(written.path(list)))) {
                spec.set(list, written.path(list));
                continue;
            }
            for (int i = 0; i < spec.path(list).size(); i++) {
                ObjectNode container = (ObjectNode) spec.path(list).path(i);
                for (String field : List.of("resources", "resizePolicy")) {
                    JsonNode value = written.path(list).path(i).path(field);
                    if (value.isMissingNode()) {
                        container.remove(field);
                    } else {
                        container.set(field, value);
                    }
                }
            }
        }
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(container -> names.add(container.path("name").asText()));
        return names;
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

    /** Return a spec with what the control plane gave the pod; where it is to run, a client must hand back itself. */
    private static JsonNode withGiven(ObjectNode spec, JsonNode shown, JsonNode declared) {
        ObjectNode whole = spec.deepCopy();
        for (Map.Entry<String, JsonNode> field : shown.properties()) {
            String name = field.getKey();
            if (!spec.has(name) && (!PLACED.contains(name) || declared.has(name))) {
                whole.set(name, field.getValue());
            }
        }
        return whole;
    }

    @Override
    public PodTemplate template(Pod pod) {
        return pod.template();
    }
}
