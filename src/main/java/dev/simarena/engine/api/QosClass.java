package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Tell the quality of service class of a pod. */
final class QosClass {

    private QosClass() {}

    /** Guaranteed where every container limits cpu and memory to what it requests, BestEffort where none says either. */
    static String of(JsonNode spec) {
        boolean any = false;
        boolean all = true;
        for (String field : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : spec.path(field)) {
                for (String resource : new String[] {"cpu", "memory"}) {
                    JsonNode request =
                            container.path("resources").path("requests").path(resource);
                    JsonNode limit = container.path("resources").path("limits").path(resource);
                    any |= !request.isMissingNode() || !limit.isMissingNode();
                    all &= !limit.isMissingNode() && limit.equals(request);
                }
            }
        }
        if (!any) {
            return "BestEffort";
        }
        return all ? "Guaranteed" : "Burstable";
    }
}
