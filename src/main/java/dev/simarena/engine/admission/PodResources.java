package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ResourceList;
import dev.simarena.trace.Quantity;
import java.util.Map;

/**
 * Add up what a pod requests or is limited to, keeping spellings for messages.
 *
 * <p>The rule is that of {@link dev.simarena.engine.model.PodRequests}; overhead counts for quotas only. Source: {@code
 * PodRequests} and {@code PodLimits} of Kubernetes' component-helpers.
 */
final class PodResources {

    private PodResources() {}

    /**
     * Add up a pod.
     *
     * @param list {@code requests} or {@code limits}
     */
    static ResourceList of(JsonNode spec, String list) {
        ResourceList total = new ResourceList();
        for (JsonNode container : spec.path("containers")) {
            total.add(amounts(container, list));
        }
        ResourceList sidecars = new ResourceList();
        ResourceList init = new ResourceList();
        for (JsonNode container : spec.path("initContainers")) {
            ResourceList one = amounts(container, list);
            if (container.path("restartPolicy").asText().equals("Always")) {
                total.add(one);
                sidecars.add(one);
                init.max(sidecars);
            } else {
                one.add(sidecars);
                init.max(one);
            }
        }
        total.max(init);
        for (Map.Entry<String, JsonNode> entry :
                spec.path("resources").path(list).properties()) {
            total.put(entry.getKey(), Quantity.of(entry.getValue()));
        }
        return total;
    }

    /** Add up a pod with the overhead of its runtime; limits grow only where there are any. */
    static ResourceList withOverhead(JsonNode spec, String list) {
        ResourceList total = of(spec, list);
        ResourceList overhead = ResourceList.of(spec.path("overhead"));
        total.add(list.equals("limits") ? overhead.only(total.withoutZeros().names()) : overhead);
        return total;
    }

    private static ResourceList amounts(JsonNode container, String list) {
        return ResourceList.of(container.path("resources").path(list));
    }
}
