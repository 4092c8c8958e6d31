package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Take out of a new object what nobody wrote: what admission and the storage of the API server add after it is known who
 * manages what.
 */
final class Unmanaged {

    private static final Map<String, List<String>> ADDED = Map.of(
            "Pod",
            List.of(
                    "spec.nodeName",
                    "spec.priority",
                    "spec.preemptionPolicy",
                    "spec.serviceAccountName",
                    "spec.serviceAccount",
                    "spec.overhead"),
            "Service",
            List.of(
                    "spec.clusterIP",
                    "spec.clusterIPs",
                    "spec.ipFamilies",
                    "spec.ipFamilyPolicy",
                    "spec.healthCheckNodePort"),
            "Job",
            List.of("spec.selector"),
            "PersistentVolumeClaim",
            List.of("metadata.finalizers", "spec.storageClassName"),
            "PersistentVolume",
            List.of("metadata.finalizers"),
            "Namespace",
            List.of("spec.finalizers"),
            "Node",
            List.of("spec.taints"),
            "Ingress",
            List.of("spec.ingressClassName"));

    private static final Set<String> JOB_LABELS =
            Set.of("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name");

    private static final Set<String> TAINTS = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private Unmanaged() {}

    /**
     * Return a new object without what was added to it.
     *
     * @param object the object as stored
     * @param body the object as it was written; what is in it was not added
     */
    static ObjectNode without(ObjectNode object, JsonNode body) {
        ObjectNode rest = object.deepCopy();
        String kind = object.path("kind").asText("");
        for (String path : ADDED.getOrDefault(kind, List.of())) {
            remove(rest, body, path);
        }
        if (kind.equals("Pod")
                && body.at("/spec/tolerations").isEmpty()
                && onlyAdmitted(rest.at("/spec/tolerations"))) {
            remove(rest, body, "spec.tolerations");
        }
        if (kind.equals("Job")) {
            labels(rest, body, "/metadata");
            labels(rest, body, "/spec/template/metadata");
        }
        if (kind.equals("Service") && rest.at("/spec/ports").isArray()) {
            JsonNode ports = body.at("/spec/ports");
            List<JsonNode> stored = new ArrayList<>();
            rest.at("/spec/ports").forEach(stored::add);
            for (int i = 0; i < stored.size(); i++) {
                if (!ports.path(i).has("nodePort")) {
                    ((ObjectNode) stored.get(i)).remove("nodePort");
                }
            }
        }
        return rest;
    }

    /** Remove the labels by which a Job finds its pods. */
    private static void labels(ObjectNode object, JsonNode body, String metadata) {
        if (object.at(metadata + "/labels") instanceof ObjectNode labels) {
            Set<String> added = new HashSet<>(JOB_LABELS);
            added.removeIf(body.at(metadata + "/labels")::has);
            labels.remove(added);
            if (labels.isEmpty()) {
                ((ObjectNode) object.at(metadata)).remove("labels");
            }
        }
    }

    private static void remove(ObjectNode object, JsonNode body, String path) {
        String[] names = path.split("\\.");
        JsonNode parent = object;
        JsonNode written = body;
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.path(names[i]);
            written = written.path(names[i]);
        }
        String last = names[names.length - 1];
        if (parent instanceof ObjectNode owner && written.path(last).isMissingNode()) {
            owner.remove(last);
        }
    }

    private static boolean onlyAdmitted(JsonNode tolerations) {
        for (JsonNode toleration : tolerations) {
            if (!TAINTS.contains(toleration.path("key").asText())
                    || toleration.path("tolerationSeconds").asInt() != 300) {
                return false;
            }
        }
        return true;
    }
}
