package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Count how many pods each PodDisruptionBudget still allows to be evicted.
 *
 * <p>Healthy are ready pods that are not on their way out. Percentages are of what the pods' controllers declare, rounded
 * up. Source: {@code pkg/controller/disruption}.
 */
public final class DisruptionController extends KeyedController<GenericObject> {

    private static final String ALLOWED = "DisruptionAllowed";

    /** An evicted pod that is still there after this time counts as healthy again. */
    private static final long EVICTION_TIMEOUT = TimeUnit.MINUTES.toMicros(2);

    private final ObjectStore store;

    public DisruptionController(ObjectStore store, Timeline timeline) {
        super(GenericObject.class, Queues.BUDGET, timeline);
        this.store = store;
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object.gvk().equals(Kinds.POD_DISRUPTION_BUDGET)) {
            enqueue(object);
        } else if (object instanceof Pod) {
            store.list(Kinds.POD_DISRUPTION_BUDGET, object.namespace()).forEach(this::enqueue);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod) {
            changed(object);
        }
    }

    @Override
    protected void sync(GenericObject budget) {
        JsonNode spec = budget.body().path("spec");
        List<Pod> pods = pods(budget, spec);
        int expected = pods.size();
        int desired;
        if (spec.hasNonNull("maxUnavailable")) {
            expected = declared(pods);
            desired = Math.max(0, expected - scaled(spec.path("maxUnavailable"), expected));
        } else {
            JsonNode least = spec.hasNonNull("minAvailable") ? spec.path("minAvailable") : spec.path("none");
            expected = least.isTextual() ? declared(pods) : expected;
            desired = least.isMissingNode() ? 1 : scaled(least, expected);
        }
        ObjectNode disrupted = disrupted(budget, pods);
        int healthy = 0;
        for (Pod pod : pods) {
            if (pod.isReady() && !pod.phase().terminal() && !pod.terminating() && !disrupted.has(pod.name())) {
                healthy++;
            }
        }
        int allowed = expected <= 0 ? 0 : Math.max(0, healthy - desired);
        write(budget, allowed, healthy, desired, expected, disrupted);
    }

    private List<Pod> pods(GenericObject budget, JsonNode spec) {
        List<Pod> pods = new ArrayList<>();
        if (!spec.path("selector").isObject()) {
            return pods;
        }
        LabelSelector selector = JsonMaps.selector(spec.path("selector"));
        for (ApiObject object : store.list(Gvk.POD, budget.namespace())) {
            if (object instanceof Pod pod && selector.matches(pod.labels())) {
                pods.add(pod);
            }
        }
        return pods;
    }

    /** Add up what the controllers of the pods declare. */
    private static int declared(List<Pod> pods) {
        Set<ApiObject> controllers = new LinkedHashSet<>();
        int declared = 0;
        for (Pod pod : pods) {
            ApiObject controller = pod.controller();
            if (controller instanceof ReplicaSet set && set.controller() != null) {
                controller = set.controller();
            }
            if (controller != null && controllers.add(controller)) {
                declared += replicas(controller);
            }
        }
        return declared;
    }

    private static int replicas(@Nullable ApiObject controller) {
        if (controller instanceof Deployment deployment) {
            return deployment.replicas();
        }
        if (controller instanceof ReplicaSet set) {
            return set.replicas();
        }
        return controller instanceof StatefulSet set ? set.spec().replicas() : 0;
    }

    private static int scaled(JsonNode value, int total) {
        String text = value.asText("0");
        if (!text.endsWith("%")) {
            return value.asInt();
        }
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return (percent * total + 99) / 100;
    }

    /** Keep the evicted pods that are still expected to go. */
    private ObjectNode disrupted(GenericObject budget, List<Pod> pods) {
        ObjectNode kept = budget.body().objectNode();
        JsonNode noted = budget.body().path("status").path("disruptedPods");
        for (Map.Entry<String, JsonNode> entry : noted.properties()) {
            long end = Timeline.micros(Instant.parse(entry.getValue().asText())) + EVICTION_TIMEOUT;
            boolean waiting = pods.stream().anyMatch(pod -> pod.name().equals(entry.getKey()) && !pod.terminating());
            if (waiting && end > now()) {
                kept.set(entry.getKey(), entry.getValue());
                enqueueAt(end, budget);
            }
        }
        return kept;
    }

    private void write(
            GenericObject budget, int allowed, int healthy, int desired, int expected, ObjectNode disrupted) {
        ObjectNode body = budget.body().deepCopy();
        ObjectNode status = body.putObject("status");
        JsonNode before = budget.body().path("status");
        if (!disrupted.isEmpty()) {
            status.set("disruptedPods", disrupted);
        }
        status.put("disruptionsAllowed", allowed);
        status.put("currentHealthy", healthy);
        status.put("desiredHealthy", desired);
        status.put("expectedPods", expected);
        status.put("observedGeneration", budget.generation());
        String value = allowed > 0 ? "True" : "False";
        ArrayNode conditions = status.putArray("conditions");
        ObjectNode condition = conditions.objectNode();
        JsonNode present = MissingNode.getInstance();
        for (JsonNode known : before.path("conditions")) {
            boolean own = known.path("type").asText().equals(ALLOWED);
            present = own ? known : present;
            conditions.add(own ? condition : known);
        }
        if (present.isMissingNode()) {
            conditions.add(condition);
        }
        condition.put("type", ALLOWED);
        condition.put("status", value);
        condition.put("observedGeneration", budget.generation());
        condition.put(
                "lastTransitionTime",
                present.path("status").asText().equals(value)
                        ? present.path("lastTransitionTime").asText()
                        : Timeline.instant(now())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        condition.put("reason", allowed > 0 ? "SufficientPods" : "InsufficientPods");
        condition.put("message", "");
        if (!status.equals(before)) {
            budget.setBody(body);
            store.changed(budget);
        }
    }
}
