package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.StatusDetails;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ask the disruption budgets whether a pod may be evicted.
 *
 * <p>Pods that have not started or have ended may always go. Source: {@code pkg/registry/core/pod/storage/eviction.go}.
 */
final class EvictionAdmission {

    private EvictionAdmission() {}

    /**
     * Take one disruption from the budget of a pod.
     *
     * @throws ApiException 429 where it allows none, 500 where there are several budgets
     */
    static void admit(ObjectStore store, Timeline timeline, Pod pod) {
        if (pod.phase() == Phase.PENDING || pod.phase().terminal() || pod.terminating()) {
            return;
        }
        GenericObject budget = null;
        for (ApiObject object : store.list(Kinds.POD_DISRUPTION_BUDGET, pod.namespace())) {
            if (object instanceof GenericObject candidate && covers(candidate, pod)) {
                if (budget != null) {
                    throw new ApiException(
                            500,
                            "InternalError",
                            "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
                                    + " support.");
                }
                budget = candidate;
            }
        }
        if (budget != null && !unhealthyMayGo(budget, pod)) {
            take(store, timeline, budget, pod);
        }
    }

    private static boolean covers(GenericObject budget, Pod pod) {
        JsonNode selector = budget.body().path("spec").path("selector");
        return selector.isObject() && JsonMaps.selector(selector).matches(pod.labels());
    }

    private static boolean unhealthyMayGo(GenericObject budget, Pod pod) {
        if (pod.isReady()) {
            return false;
        }
        JsonNode status = budget.body().path("status");
        long desired = status.path("desiredHealthy").asLong();
        return budget.body()
                        .path("spec")
                        .path("unhealthyPodEvictionPolicy")
                        .asText("")
                        .equals("AlwaysAllow")
                || (desired > 0 && status.path("currentHealthy").asLong() >= desired);
    }

    private static void take(ObjectStore store, Timeline timeline, GenericObject budget, Pod pod) {
        JsonNode status = budget.body().path("status");
        long allowed = status.path("disruptionsAllowed").asLong();
        if (status.path("observedGeneration").asLong() < budget.generation()) {
            throw refusal("The disruption budget %s is still being processed by the server.".formatted(budget.name()));
        }
        if (allowed == 0) {
            throw refusal("The disruption budget %s needs %d healthy pods and has %d currently"
                    .formatted(
                            budget.name(),
                            status.path("desiredHealthy").asLong(),
                            status.path("currentHealthy").asLong()));
        }
        ObjectNode body = budget.body().deepCopy();
        ObjectNode changed = body.withObject("/status");
        changed.put("disruptionsAllowed", allowed - 1);
        String now =
                Timeline.instant(timeline.now()).truncatedTo(ChronoUnit.SECONDS).toString();
        changed.withObject("/disruptedPods").put(pod.name(), now);
        budget.setBody(body);
        store.changed(budget);
    }

    private static ApiException refusal(String why) {
        return new ApiException(
                429,
                "TooManyRequests",
                "Cannot evict pod as it would violate the pod's disruption budget.",
                new StatusDetails("", "", "", List.of(new FieldError("DisruptionBudget", "", why)), null));
    }
}
