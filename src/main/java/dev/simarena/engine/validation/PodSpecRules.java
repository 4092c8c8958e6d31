package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.List;
import java.util.Map;

/** Check pod specs, of pods and of templates, in the order of the API server's {@code ValidatePodSpec}. */
public final class PodSpecRules {

    private PodSpecRules() {}

    /**
     * Check a spec to which defaults have been applied.
     *
     * @param path path of the spec, for example {@code spec.template.spec}
     */
    public static void check(JsonNode spec, String path, FieldErrors errors) {
        Map<String, JsonNode> volumes = VolumeRules.check(spec.path("volumes"), path + ".volumes", errors);
        DeviceRules.claims(spec.path("resourceClaims"), path + ".resourceClaims", errors);
        ContainerRules.check(spec, volumes, path, errors);
        podLevel(spec, path, errors);
        ContainerRules.hostNetwork(spec, path, errors);
        RestartRules.pod(spec, path, errors);
        HostRules.dnsPolicy(spec, path, errors);
        MetadataRules.labels(spec.path("nodeSelector"), path + ".nodeSelector", errors);
        SecurityRules.pod(spec, path + ".securityContext", errors);
        PlacementRules.affinity(spec.path("affinity"), path + ".affinity", errors);
        HostRules.dnsConfig(spec, path + ".dnsConfig", errors);
        int gate = 0;
        for (JsonNode condition : spec.path("readinessGates")) {
            String at = "%s.readinessGates[%d].conditionType".formatted(path, gate++);
            FieldRules.check(FieldRules.text(condition, "conditionType"), at, NameRules::key, errors);
        }
        PlacementRules.gates(spec.path("schedulingGates"), path + ".schedulingGates", errors);
        PlacementRules.spread(spec.path("topologySpreadConstraints"), path + ".topologySpreadConstraints", errors);
        HostRules.users(spec, path, errors);
        subdomain(spec, "serviceAccountName", path, errors);
        subdomain(spec, "nodeName", path, errors);
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        if (deadline.isNumber() && (deadline.asLong() < 1 || deadline.asLong() > Integer.MAX_VALUE)) {
            errors.invalid(
                    path + ".activeDeadlineSeconds", deadline.asLong(), "must be between 1 and 2147483647, inclusive");
        }
        for (String field : List.of("hostname", "subdomain")) {
            String value = spec.path(field).asText("");
            if (!value.isEmpty()) {
                NameRules.label(value).forEach(wrong -> errors.invalid(path + "." + field, value, wrong));
            }
        }
        PlacementRules.tolerations(spec.path("tolerations"), path + ".tolerations", errors);
        HostRules.aliases(spec.path("hostAliases"), path + ".hostAliases", errors);
        subdomain(spec, "priorityClassName", path, errors);
        subdomain(spec, "runtimeClassName", path, errors);
        String preemption = spec.path("preemptionPolicy").asText("");
        if (!List.of("", "Never", "PreemptLowerPriority").contains(preemption)) {
            errors.unsupported(path + ".preemptionPolicy", preemption, List.of("PreemptLowerPriority", "Never"));
        }
        for (Map.Entry<String, JsonNode> entry : spec.path("overhead").properties()) {
            String at = path + ".overhead[" + entry.getKey() + "]";
            ResourceRules.name(entry.getKey(), at, errors);
            ResourceRules.notNegative(Quantity.of(entry.getValue()), at, errors);
        }
        HostRules.system(spec, path + ".os", errors);
        if (path.equals("spec")) {
            ContainerRules.onlyOfPods(spec, "spec", errors);
        }
    }

    private static void podLevel(JsonNode spec, String path, FieldErrors errors) {
        if (spec.path("resources").isObject()) {
            PodLevelRules.check(spec, path + ".resources", errors);
        }
    }

    private static void subdomain(JsonNode spec, String field, String path, FieldErrors errors) {
        String value = spec.path(field).asText("");
        if (!value.isEmpty()) {
            NameRules.subdomain(value).forEach(wrong -> errors.invalid(path + "." + field, value, wrong));
        }
    }
}
