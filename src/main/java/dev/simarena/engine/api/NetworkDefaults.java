package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Apply the defaults of Services, endpoints, Ingresses and network policies. */
final class NetworkDefaults {

    private static final int AFFINITY_SECONDS = 10_800;

    private NetworkDefaults() {}

    static void service(ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        Json.orElse(spec, "sessionAffinity", "None");
        String affinity = spec.path("sessionAffinity").asText();
        if (affinity.equals("None")) {
            spec.remove("sessionAffinityConfig");
        } else if (affinity.equals("ClientIP")) {
            Json.orElse(
                    Json.objectAt(Json.objectAt(spec, "sessionAffinityConfig"), "clientIP"),
                    "timeoutSeconds",
                    AFFINITY_SECONDS);
        }
        Json.orElse(spec, "type", "ClusterIP");
        for (JsonNode node : spec.path("ports")) {
            if (node instanceof ObjectNode port) {
                Json.orElse(port, "protocol", "TCP");
                JsonNode target = port.path("targetPort");
                if (!Json.present(target)
                        || target.asText().equals("0")
                        || target.asText().isEmpty()) {
                    port.set("targetPort", port.path("port"));
                }
            }
        }
        String type = spec.path("type").asText();
        boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
        if (outside) {
            Json.orElse(spec, "externalTrafficPolicy", "Cluster");
        } else if (spec.path("externalIPs").isEmpty()) {
            spec.remove("externalTrafficPolicy");
        }
        if (!type.equals("ExternalName")) {
            Json.orElse(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            Json.orElse(spec, "allocateLoadBalancerNodePorts", true);
        } else {
            spec.remove("allocateLoadBalancerNodePorts");
        }
        Json.objectAt(Json.objectAt(object, "status"), "loadBalancer");
    }

    static void endpoints(ObjectNode object) {
        for (JsonNode subset : object.path("subsets")) {
            protocols(subset.path("ports"));
        }
    }

    static void endpointSlice(ObjectNode object) {
        for (JsonNode endpoint : object.path("endpoints")) {
            if (endpoint instanceof ObjectNode shown) {
                Json.objectAt(shown, "conditions");
            }
        }
        for (JsonNode port : object.path("ports")) {
            if (port instanceof ObjectNode shown) {
                Json.orElse(shown, "name", "");
                Json.orElse(shown, "protocol", "TCP");
            }
        }
    }

    static void ingress(ObjectNode object) {
        Json.objectAt(Json.objectAt(object, "status"), "loadBalancer");
    }

    static void networkPolicy(ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        for (String direction : List.of("ingress", "egress")) {
            for (JsonNode rule : spec.path(direction)) {
                protocols(rule.path("ports"));
            }
        }
        if (spec.path("policyTypes").isEmpty()) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }

    private static void protocols(JsonNode ports) {
        for (JsonNode port : ports) {
            if (port instanceof ObjectNode shown) {
                Json.orElse(shown, "protocol", "TCP");
            }
        }
    }
}
