package dev.simarena.engine.kind;

import dev.simarena.engine.admission.Admission;
import dev.simarena.engine.admission.AdmittedPod;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;
import java.util.List;

/** Take in pods that no controller makes. */
final class PodKind implements ObjectKind<Pod> {

    private static final String IMMUTABLE =
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to"
                    + " existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                    + " previously negative)";

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
        AdmittedPod admitted = admission.admit(namespace, name, WorkloadReader.pod(manifest));
        PodTemplate template = admitted.template();
        return new Pod(namespace, name, manifest.labels(), template.annotations(), template, admitted.priority());
    }

    @Override
    public boolean update(Pod pod, Manifest manifest) {
        PodTemplate written = WorkloadReader.pod(manifest);
        AdmittedPod completed = admission.complete(String.valueOf(pod.namespace()), pod.name(), written);
        if (!completed.template().podSpec().equals(pod.template().podSpec())) {
            throw ApiException.invalid(Gvk.POD, pod.name(), List.of(IMMUTABLE));
        }
        return false;
    }

    @Override
    public PodTemplate template(Pod pod) {
        return pod.template();
    }
}
