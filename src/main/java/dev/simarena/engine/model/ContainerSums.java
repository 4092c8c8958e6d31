package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Quantity;
import java.util.Map;
import java.util.TreeMap;

/**
 * Add up resources of containers and sidecars; an init container with the sidecars before it can need more. Source: {@code
 * AggregateContainerRequests}.
 */
public final class ContainerSums {

    private ContainerSums() {}

    /**
     * Add up what the containers of a pod together have at one time.
     *
     * @param list {@code requests} or {@code limits}
     */
    public static Map<String, Quantity> of(JsonNode spec, String list) {
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
