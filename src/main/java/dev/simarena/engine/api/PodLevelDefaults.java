package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ContainerSums;
import java.util.Map;

/**
 * Complete the resources of a pod itself where some are given, after those of its containers were completed.
 *
 * <p>Limits of huge pages default to what the containers together may use. Where there are limits, requests of cpu and
 * memory default to what the containers together request, then every request to its limit. Source: {@code
 * defaultHugePagePodLimits} and {@code defaultPodRequests}.
 */
final class PodLevelDefaults {

    private PodLevelDefaults() {}

    static void apply(ObjectNode spec) {
        if (!(spec.path("resources") instanceof ObjectNode resources)) {
            return;
        }
        if (resources.path("limits").isEmpty() && resources.path("requests").isEmpty()) {
            return;
        }
        ContainerSums.of(spec, "limits").forEach((name, amount) -> {
            if (hugePages(name) && !resources.path("requests").has(name)) {
                orElse(resources, "limits", name, amount.toString());
            }
        });
        if (resources.path("limits").isEmpty()) {
            return;
        }
        ContainerSums.of(spec, "requests").forEach((name, amount) -> {
            if (name.equals("cpu") || name.equals("memory")) {
                orElse(resources, "requests", name, amount.toString());
            }
        });
        for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
            String name = limit.getKey();
            if (name.equals("cpu") || name.equals("memory") || hugePages(name)) {
                orElse(resources, "requests", name, limit.getValue().asText());
            }
        }
    }

    private static boolean hugePages(String name) {
        return name.startsWith("hugepages-");
    }

    private static void orElse(ObjectNode resources, String list, String name, String amount) {
        Json.orElse(Json.objectAt(resources, list), name, amount);
    }
}
