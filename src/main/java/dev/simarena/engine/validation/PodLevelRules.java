package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ContainerSums;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.List;
import java.util.Map;

/** Check resources of pods as a whole against those of their containers. Source: {@code validatePodResources}. */
final class PodLevelRules {

    private static final List<String> SUPPORTED = List.of("cpu", "hugepages-", "memory");

    private PodLevelRules() {}

    static void check(JsonNode spec, String path, FieldErrors errors) {
        JsonNode resources = spec.path("resources");
        if (resources.hasNonNull("claims")) {
            errors.forbidden(path + ".claims", "claims may not be set for Resources at pod-level");
        }
        ResourceRules.requirements(resources, path, PodLevelRules::name, errors);
        atLeast(spec, "requests", path, errors);
        atLeast(spec, "limits", path, errors);
        int i = 0;
        for (JsonNode container : spec.path("containers")) {
            for (Map.Entry<String, JsonNode> limit :
                    container.path("resources").path("limits").properties()) {
                JsonNode most = resources.path("limits").path(limit.getKey());
                if (!most.isMissingNode() && Quantity.of(limit.getValue()).compareTo(Quantity.of(most)) > 0) {
                    errors.invalid(
                            "%s.containers[%d][%s].limits".formatted(path, i, limit.getKey()),
                            limit.getValue().asText(),
                            "must be less than or equal to pod limits of " + most.asText());
                }
            }
            i++;
        }
    }

    /** Requests, and limits of huge pages, must hold what the containers have together. */
    private static void atLeast(JsonNode spec, String list, String path, FieldErrors errors) {
        JsonNode own = spec.path("resources").path(list);
        ContainerSums.of(spec, list).forEach((name, sum) -> {
            boolean counts = list.equals("requests") || name.startsWith("hugepages-");
            if (counts && own.has(name) && sum.compareTo(Quantity.of(own.path(name))) > 0) {
                errors.invalid(
                        "%s.%s[%s]".formatted(path, list, name),
                        own.path(name).asText(),
                        "must be greater than or equal to aggregate container %s of %s".formatted(list, sum.stored()));
            }
        });
    }

    private static void name(String name, String path, FieldErrors errors) {
        int before = errors.size();
        ResourceRules.name(name, path, errors);
        if (errors.size() == before && !List.of("cpu", "memory").contains(name) && !name.startsWith("hugepages-")) {
            errors.unsupported(path, name, SUPPORTED);
        }
    }
}
