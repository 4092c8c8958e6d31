package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Show a node as it is answered to who creates it: before a kubelet has reported anything.
 *
 * <p>In a world nodes are ready from the moment they exist.
 */
final class CreatedNode {

    private static final List<String> INFO = List.of(
            "machineID",
            "systemUUID",
            "bootID",
            "kernelVersion",
            "osImage",
            "containerRuntimeVersion",
            "kubeletVersion",
            "kubeProxyVersion",
            "operatingSystem",
            "architecture");
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    private CreatedNode() {}

    /** Put what was sent in the place of what a kubelet reports, and the taint of nodes that are not ready. */
    static void show(ObjectNode created, JsonNode sent) {
        ObjectNode before = created.withObject("/status");
        ObjectNode status = created.putObject("status");
        for (String list : List.of("capacity", "allocatable")) {
            if (sent.path("status").has("capacity") || sent.path("status").has(list)) {
                status.set(list, before.path(list));
            }
        }
        for (String field : List.of("phase", "conditions", "addresses")) {
            if (sent.path("status").has(field)) {
                status.set(field, sent.path("status").path(field));
            }
        }
        int port = sent.at("/status/daemonEndpoints/kubeletEndpoint/Port").asInt();
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", port);
        ObjectNode info = status.putObject("nodeInfo");
        for (String field : INFO) {
            info.put(field, sent.path("status").path("nodeInfo").path(field).asText(""));
        }
        ArrayNode taints = created.withObject("/spec").withArray("taints");
        boolean tainted = false;
        for (JsonNode taint : taints) {
            tainted |= taint.path("key").asText().equals(NOT_READY);
        }
        if (!tainted) {
            taints.addObject().put("key", NOT_READY).put("effect", "NoSchedule");
        }
        if (created.at("/metadata/managedFields") instanceof ArrayNode managers) {
            for (int i = managers.size() - 1; i >= 0; i--) {
                if (managers.get(i).path("subresource").asText("").equals("status")) {
                    managers.remove(i);
                }
            }
            if (managers.isEmpty()) {
                created.withObject("/metadata").remove("managedFields");
            }
        }
    }
}
