package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;

/** Say which part of the control plane, or of a run, has created an object. */
final class EngineCreators {

    private static final String OTHERS = "sim-arena";

    private EngineCreators() {}

    /** Return who creates an object that no client wrote. */
    static String of(Gvk gvk, ObjectNode json) {
        String name = json.at("/metadata/name").asText("");
        String namespace = json.at("/metadata/namespace").asText("");
        if (gvk.kind().equals("Event")) {
            String component = json.at("/source/component")
                    .asText(json.path("reportingComponent")
                            .asText(json.path("reportingController").asText("")));
            return component.contains("scheduler") ? EngineManagers.SCHEDULER : EngineManagers.CONTROLLERS;
        }
        if (gvk.kind().equals("Lease")) {
            return EngineManagers.NODES;
        }
        if (!json.at("/metadata/ownerReferences").isEmpty()
                || gvk.kind().equals("ControllerRevision")
                || (gvk.kind().equals("ConfigMap") && name.equals("kube-root-ca.crt"))
                || (gvk.kind().equals("ServiceAccount") && name.equals("default"))) {
            return EngineManagers.CONTROLLERS;
        }
        boolean own = (gvk.kind().equals("Namespace") && (name.startsWith("kube-") || name.equals("default")))
                || (gvk.kind().equals("Service") && name.equals("kubernetes") && namespace.equals("default"))
                || (gvk.kind().equals("PriorityClass") && name.startsWith("system-"));
        return own ? EngineManagers.SERVER : OTHERS;
    }
}
