package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.simarena.engine.model.FieldErrors;
import java.util.List;

/** Check Services. Source: {@code ValidateService} and {@code ValidateServiceUpdate}. */
final class ServiceRules {

    private static final String PORT = "must be between 1 and 65535, inclusive";

    private ServiceRules() {}

    static void service(JsonNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        String type = spec.path("type").asText("");
        boolean headless = spec.path("clusterIP").asText("").equals("None") || type.equals("ExternalName");
        if (spec.path("ports").isEmpty() && !headless) {
            errors.required("spec.ports");
        }
        if (type.equals("ExternalName") && spec.path("externalName").asText("").isEmpty()) {
            errors.required("spec.externalName");
        }
        ports(spec.path("ports"), errors);
        MetadataRules.labels(spec.path("selector"), "spec.selector", errors);
        oneOf(spec, "sessionAffinity", List.of("ClientIP", "None"), errors);
        oneOf(spec, "type", List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort"), errors);
        addresses(spec.path("externalIPs"), "spec.externalIPs", FieldRules::address, errors);
        for (String policy : List.of("externalTrafficPolicy", "internalTrafficPolicy")) {
            // An empty one is a missing one where traffic comes from outside.
            boolean missing = policy.startsWith("external")
                    && FieldRules.text(spec, policy).isEmpty();
            if (!missing && !type.equals("ExternalName")) {
                FieldRules.oneOfIfPresent(spec, policy, "spec", List.of("Cluster", "Local"), errors);
            }
        }
        addresses(spec.path("loadBalancerSourceRanges"), "spec.LoadBalancerSourceRanges", FieldRules::block, errors);
        if (!type.equals("ExternalName")) {
            FieldRules.oneOfIfPresent(
                    spec,
                    "ipFamilyPolicy",
                    "spec",
                    List.of("PreferDualStack", "RequireDualStack", "SingleStack"),
                    errors);
        }
        if (spec.path("ipFamilyPolicy").asText("").equals("RequireDualStack")
                && !headless
                && !type.equals("ExternalName")) {
            errors.invalid(
                    "spec.ipFamilyPolicy",
                    "RequireDualStack",
                    "this cluster is not configured for dual-stack services");
        }
    }

    private static void addresses(JsonNode list, String path, NameRules.NameRule rule, FieldErrors errors) {
        int i = 0;
        for (JsonNode address : list) {
            FieldRules.check(address.asText(""), path + "[" + i++ + "]", rule, errors);
        }
    }

    private static void ports(JsonNode ports, FieldErrors errors) {
        int i = 0;
        for (JsonNode port : ports) {
            String at = "spec.ports[" + i++ + "]";
            if (ports.size() > 1 && port.path("name").asText("").isEmpty()) {
                errors.required(at + ".name");
            }
            long number = port.path("port").asLong();
            if (number < 1 || number > 65535) {
                errors.invalid(at + ".port", number, PORT);
            }
            oneOf(port, at + ".protocol", List.of("SCTP", "TCP", "UDP"), errors);
            JsonNode target = port.path("targetPort");
            if (target.isNumber() && (target.asLong() < 1 || target.asLong() > 65535)) {
                errors.invalid(at + ".targetPort", target.asLong(), PORT);
            }
        }
    }

    private static void oneOf(JsonNode object, String path, List<String> allowed, FieldErrors errors) {
        String value = object.path(path.substring(path.lastIndexOf('.') + 1)).asText("");
        if (!allowed.contains(value)) {
            errors.unsupported(path.contains(".") ? path : "spec." + path, value, allowed);
        }
    }

    static void update(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        String address = spec.path("clusterIP").asText("");
        String old = before.path("spec").path("clusterIP").asText("");
        boolean external = spec.path("type").asText().equals("ExternalName")
                || before.path("spec").path("type").asText().equals("ExternalName");
        if (!external && !old.isEmpty() && !address.isEmpty() && !address.equals(old)) {
            errors.invalid(
                    "spec.clusterIPs[0]", JsonNodeFactory.instance.arrayNode().add(address), "may not change once set");
        }
    }
}
