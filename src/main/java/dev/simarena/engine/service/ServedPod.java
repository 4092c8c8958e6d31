package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.PodAddresses;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;

/** Tell what Services have to know of a pod. */
final class ServedPod {

    private ServedPod() {}

    /** Return the address of a pod that runs, empty while it has none and once it has ended. */
    static String address(Pod pod) {
        if (!pod.present() || pod.phase().terminal()) {
            return "";
        }
        ObjectNode written = pod.status();
        if (written != null) {
            return written.path("podIP").asText("");
        }
        return pod.address() == 0 ? "" : PodAddresses.text(pod.address());
    }

    /** Return the name by which a headless Service makes a pod known, empty where there is none. */
    static String hostname(Pod pod, ApiObject service) {
        JsonNode spec = pod.template().podSpec();
        String hostname = spec.path("hostname").asText("");
        return spec.path("subdomain").asText("").equals(service.name()) ? hostname : "";
    }

    /** Return the zone of the node of a pod, empty where none is known. */
    static String zone(Pod pod) {
        Node node = pod.node();
        return node == null ? "" : node.labels().getOrDefault("topology.kubernetes.io/zone", "");
    }

    static ObjectNode reference(Pod pod, ObjectNode reference) {
        return reference
                .put("kind", "Pod")
                .put("namespace", pod.namespace())
                .put("name", pod.name())
                .put("uid", pod.uid());
    }
}
