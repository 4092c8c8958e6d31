package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Describe what the API server makes for itself when a cluster begins. */
final class SystemObjects {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SystemObjects() {}

    static List<JsonNode> manifests() {
        return List.of(
                priorityClass(
                        "system-cluster-critical",
                        2_000_000_000,
                        "Used for system critical pods that must run in the cluster, but can be moved to another node if"
                                + " necessary."),
                priorityClass(
                        "system-node-critical",
                        2_000_001_000,
                        "Used for system critical pods that must not be moved from their current node."),
                service());
    }

    private static ObjectNode priorityClass(String name, int value, String description) {
        ObjectNode json = object("scheduling.k8s.io/v1", "PriorityClass", name);
        return json.put("description", description).put("value", value).put("preemptionPolicy", "PreemptLowerPriority");
    }

    private static ObjectNode service() {
        ObjectNode json = object("v1", "Service", "kubernetes");
        json.withObject("/metadata").put("namespace", "default");
        json.withObject("/metadata/labels").put("component", "apiserver").put("provider", "kubernetes");
        ObjectNode spec = json.putObject("spec");
        spec.put("clusterIP", "10.96.0.1").putArray("clusterIPs").add("10.96.0.1");
        spec.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("port", 443)
                .put("protocol", "TCP")
                .put("targetPort", 6443);
        return json;
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode json = JSON.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        json.putObject("metadata").put("name", name);
        return json;
    }
}
