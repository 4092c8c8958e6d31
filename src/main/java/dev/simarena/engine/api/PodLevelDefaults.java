package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Quantity;
import java.util.Map;
import java.util.TreeMap;

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
        sum(spec, "limits").forEach((name, amount) -> {
            if (hugePages(name) && !resources.path("requests").has(name)) {
                orElse(resources, "limits", name, amount.toString());
            }
        });
        if (resources.path("limits").isEmpty()) {
            return;
        }
        sum(spec, "requests").forEach((name, amount) -> {
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

    /** Add up containers and sidecars; an init container with the sidecars before it can need more. */
    private static Map<String, Quantity> sum(ObjectNode spec, String list) {
        Map<String, Quantity> containers = new TreeMap<>();
        for (JsonNode container : spec.path("containers")) {
            add(containers, amounts(container, list));
        }
        Map<String, Quantity> sidecars = new TreeMap<>();
        Map<String, Quantity> starting = new TreeMap<>();
        for (JsonNode container : spec.path("initContainers")) {
            Map<String, Quantity> amounts = amounts(container, list);
            if (container.path("restartPolicy").asText().equals("Always")) {
                add(containers, amounts);
                add(sidecars, amounts);
                max(starting, sidecars);
            } else {
                add(amounts, sidecars);
                max(starting, amounts);
            }
        }
        max(containers, starting);
        return containers;
    }

    private static Map<String, Quantity> amounts(JsonNode container, String list) {
        Map<String, Quantity> amounts = new TreeMap<>();
        container
                .path("resources")
                .path(list)
                .properties()
                .forEach(entry -> amounts.put(entry.getKey(), Quantity.of(entry.getValue())));
        return amounts;
    }

    private static void add(Map<String, Quantity> sum, Map<String, Quantity> more) {
        more.forEach(
                (name, amount) -> sum.merge(name, amount, (a, b) -> a.plus(b).stored()));
    }

    private static void max(Map<String, Quantity> most, Map<String, Quantity> other) {
        other.forEach((name, amount) -> most.merge(name, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }
}
