package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check pod specs, of pods and of templates, in the order of the API server's {@code ValidatePodSpec}. */
public final class PodSpecRules {

    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
    private static final Set<String> POD_LEVEL = Set.of("cpu", "memory");

    private PodSpecRules() {}

    /**
     * Check a spec to which defaults have been applied.
     *
     * @param path path of the spec, for example {@code spec.template.spec}
     */
    public static void check(JsonNode spec, String path, FieldErrors errors) {
        volumes(spec, path, errors);
        ContainerRules.check(spec, path, errors);
        podLevel(spec, path, errors);
        RestartRules.pod(spec, path, errors);
        String dns = spec.path("dnsPolicy").asText("");
        if (!dns.isEmpty() && !DNS_POLICIES.contains(dns)) {
            errors.unsupported(
                    path + ".dnsPolicy", dns, List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"));
        }
        MetadataRules.labels(spec.path("nodeSelector"), path + ".nodeSelector", errors);
        PlacementRules.affinity(spec.path("affinity"), path + ".affinity", errors);
        PlacementRules.gates(spec.path("schedulingGates"), path + ".schedulingGates", errors);
        PlacementRules.spread(spec.path("topologySpreadConstraints"), path + ".topologySpreadConstraints", errors);
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
        subdomain(spec, "priorityClassName", path, errors);
        subdomain(spec, "runtimeClassName", path, errors);
        String preemption = spec.path("preemptionPolicy").asText("");
        if (!List.of("", "Never", "PreemptLowerPriority").contains(preemption)) {
            errors.unsupported(path + ".preemptionPolicy", preemption, List.of("Never", "PreemptLowerPriority"));
        }
        for (Map.Entry<String, JsonNode> entry : spec.path("overhead").properties()) {
            String at = path + ".overhead[" + entry.getKey() + "]";
            ResourceRules.name(entry.getKey(), at, errors);
            ResourceRules.notNegative(Quantity.of(entry.getValue()), at, errors);
        }
    }

    private static void podLevel(JsonNode spec, String path, FieldErrors errors) {
        JsonNode resources = spec.path("resources");
        for (String list : List.of("limits", "requests")) {
            for (Map.Entry<String, JsonNode> entry : resources.path(list).properties()) {
                String name = entry.getKey();
                if (!POD_LEVEL.contains(name) && !name.startsWith("hugepages-")) {
                    errors.unsupported(
                            "%s.resources.%s".formatted(path, list), name, List.of("cpu", "hugepages-", "memory"));
                }
            }
        }
        ResourceRules.container(resources, path + ".resources", errors);
    }

    private static void volumes(JsonNode spec, String path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        int i = 0;
        for (JsonNode volume : spec.path("volumes")) {
            String at = path + ".volumes[" + i++ + "]";
            String name = volume.path("name").asText("");
            if (name.isEmpty()) {
                errors.required(at + ".name");
            } else {
                NameRules.label(name).forEach(wrong -> errors.invalid(at + ".name", name, wrong));
            }
            if (!names.add(name)) {
                errors.duplicate(at + ".name", name);
            }
            if (volume.size() < 2) {
                errors.required(at, "must specify a volume type");
            }
        }
        i = 0;
        for (JsonNode container : spec.path("containers")) {
            int j = 0;
            for (JsonNode mount : container.path("volumeMounts")) {
                String name = mount.path("name").asText("");
                if (!name.isEmpty() && !names.contains(name)) {
                    errors.notFound("%s.containers[%d].volumeMounts[%d].name".formatted(path, i, j), name);
                }
                j++;
            }
            i++;
        }
    }

    private static void subdomain(JsonNode spec, String field, String path, FieldErrors errors) {
        String value = spec.path(field).asText("");
        if (!value.isEmpty()) {
            NameRules.subdomain(value).forEach(wrong -> errors.invalid(path + "." + field, value, wrong));
        }
    }
}
