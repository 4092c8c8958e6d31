package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.Quantity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tell the quality of service class of a pod.
 *
 * <p>BestEffort where cpu and memory are neither requested nor limited; Guaranteed where every container limits both and
 * the limits of all add up to the requests; else Burstable. Zeros count as absent. Resources of the pod itself decide
 * instead of those of its containers. Source: {@code ComputePodQOS}.
 */
public final class QosClass {

    private final Map<String, BigDecimal> requests = new LinkedHashMap<>();
    private final Map<String, BigDecimal> limits = new LinkedHashMap<>();
    private boolean limited = true;

    private QosClass() {}

    /** Return the class of an admitted pod spec. */
    public static String of(JsonNode spec) {
        QosClass pod = new QosClass();
        if (!spec.path("resources").isEmpty()) {
            pod.add(spec.path("resources"));
        } else {
            for (String field : new String[] {"initContainers", "containers"}) {
                for (JsonNode container : spec.path(field)) {
                    pod.add(container.path("resources"));
                }
            }
        }
        return pod.name();
    }

    private void add(JsonNode resources) {
        add(resources.path("requests"), requests);
        limited &= add(resources.path("limits"), limits) == 2;
    }

    /** Add what counts; returns how much of cpu and memory does. */
    private static int add(JsonNode list, Map<String, BigDecimal> sums) {
        int found = 0;
        for (String resource : new String[] {"cpu", "memory"}) {
            if (list.has(resource)) {
                Quantity quantity = Quantity.of(list.path(resource));
                if (quantity.signum() > 0) {
                    sums.merge(resource, quantity.value(), BigDecimal::add);
                    found++;
                }
            }
        }
        return found;
    }

    private String name() {
        if (requests.isEmpty() && limits.isEmpty()) {
            return "BestEffort";
        }
        boolean equal = requests.size() == limits.size();
        for (Map.Entry<String, BigDecimal> request : requests.entrySet()) {
            BigDecimal limit = limits.get(request.getKey());
            equal &= limit != null && limit.compareTo(request.getValue()) == 0;
        }
        return limited && equal ? "Guaranteed" : "Burstable";
    }
}
