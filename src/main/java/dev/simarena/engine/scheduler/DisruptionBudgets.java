package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tell which pods could not be taken away without breaking a PodDisruptionBudget.
 *
 * <p>A budget allows {@code status.disruptionsAllowed}, nothing before the disruption controller has written it.
 */
final class DisruptionBudgets {

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
        for (ApiObject object : store.list(Kinds.POD_DISRUPTION_BUDGET, null)) {
            if (object instanceof GenericObject generic && generic.namespace() != null) {
                JsonNode status = generic.body().path("status");
                budgets.add(new Budget(
                        generic.namespace(),
                        JsonMaps.selector(generic.body().path("spec").path("selector")),
                        status.path("disruptedPods"),
                        status.path("disruptionsAllowed").asInt()));
            }
        }
        return budgets;
    }
}
