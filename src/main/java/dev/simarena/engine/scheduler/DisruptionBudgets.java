package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tell which pods could not be taken away without breaking a PodDisruptionBudget.
 *
 * <p>A budget allows {@code status.disruptionsAllowed} where there is such a status; else what the disruption controller
 * would write there: healthy pods less those that must stay healthy, 0 where no controller says how many there should be.
 */
final class DisruptionBudgets {

    private static final Gvk BUDGET = new Gvk("policy", "v1", "PodDisruptionBudget");

    private static final class Budget {
        private final String namespace;
        private final LabelSelector selector;
        private final JsonNode disrupted;
        private int allowed;

        Budget(String namespace, LabelSelector selector, JsonNode disrupted, int allowed) {
            this.namespace = namespace;
            this.selector = selector;
            this.disrupted = disrupted;
            this.allowed = allowed;
        }

        /** Tell whether a pod counts against the budget; one whose eviction was granted has counted already. */
        boolean covers(Pod pod) {
            return namespace.equals(pod.namespace())
                    && !pod.labels().isEmpty()
                    && !selector.isEmpty()
                    && selector.matches(pod.labels())
                    && !disrupted.has(pod.name());
        }
    }

    private final ObjectStore store;

    DisruptionBudgets(ObjectStore store) {
        this.store = store;
    }

    /** Return those pods, taken in this order, that would break a budget. */
    Set<Pod> violating(List<Pod> pods) {
        Set<Pod> violating = new LinkedHashSet<>();
        List<Budget> budgets = budgets();
        if (budgets.isEmpty()) {
            return violating;
        }
        for (Pod pod : pods) {
            for (Budget budget : budgets) {
                if (budget.covers(pod) && --budget.allowed < 0) {
                    violating.add(pod);
                }
            }
        }
        return violating;
    }

    private List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        for (ApiObject object : store.list(BUDGET, null)) {
            if (object instanceof GenericObject generic && generic.namespace() != null) {
                JsonNode spec = generic.body().path("spec");
                LabelSelector selector = JsonMaps.selector(spec.path("selector"));
                JsonNode written = generic.body().path("status").path("disruptionsAllowed");
                String namespace = generic.namespace();
                int allowed = written.isNumber() ? written.asInt() : allowed(namespace, selector, spec);
                budgets.add(new Budget(
                        namespace, selector, generic.body().path("status").path("disruptedPods"), allowed));
            }
        }
        return budgets;
    }

    private int allowed(String namespace, LabelSelector selector, JsonNode spec) {
        int pods = 0;
        int healthy = 0;
        Set<ApiObject> controllers = new LinkedHashSet<>();
        for (ApiObject object : store.list(Gvk.POD, namespace)) {
            if (object instanceof Pod pod && selector.matches(pod.labels()) && pod.active()) {
                pods++;
                healthy += pod.isReady() ? 1 : 0;
                if (pod.controller() != null) {
                    controllers.add(scale(pod.controller()));
                }
            }
        }
        int declared =
                controllers.stream().mapToInt(DisruptionBudgets::replicas).sum();
        JsonNode available = spec.path("minAvailable");
        JsonNode unavailable = spec.path("maxUnavailable");
        int expected = available.isNumber() ? pods : declared;
        int desired = available.isMissingNode()
                ? Math.max(0, expected - part(unavailable, expected))
                : part(available, expected);
        return expected <= 0 ? 0 : Math.max(0, healthy - desired);
    }

    private static ApiObject scale(ApiObject controller) {
        return controller instanceof ReplicaSet set && set.controller() instanceof Deployment deployment
                ? deployment
                : controller;
    }

    private static int replicas(ApiObject controller) {
        if (controller instanceof Deployment deployment) {
            return deployment.spec().replicas();
        }
        if (controller instanceof ReplicaSet set) {
            return set.replicas();
        }
        if (controller instanceof StatefulSet set) {
            return set.spec().replicas();
        }
        return controller instanceof GenericObject generic
                ? generic.body().path("spec").path("replicas").asInt()
                : 0;
    }

    /** Read a number or a percentage, which is rounded up. */
    private static int part(JsonNode value, int whole) {
        String text = value.asText("0");
        if (!text.endsWith("%")) {
            return value.asInt();
        }
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return (int) ((percent * (long) whole + 99) / 100);
    }
}
