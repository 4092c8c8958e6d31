package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.EventState;
import dev.simarena.cluster.ClusterState.NodeState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.engine.model.PodRequests;
import dev.simarena.trace.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Read what a replay shows on a cluster into the form in which the embedded one shows it.
 *
 * <p>Namespaces, nodes and times have the names and values they would have there.
 */
final class ObservedState {

    private static final int MOST_EVENTS = 100;
    private static final Comparator<JsonNode> BY_CREATION = Comparator.comparing((JsonNode object) ->
                    object.at("/metadata/creationTimestamp").asText())
            .thenComparing(object -> object.at("/metadata/name").asText());

    private final KubeApi api;
    private final Map<String, String> namespaces;
    private final ReplayNodes nodes;
    private final ReplayClock clock;

    /**
     * Prepare to read.
     *
     * @param namespaces namespaces on the cluster with their names in observations
     */
    ObservedState(KubeApi api, Map<String, String> namespaces, ReplayNodes nodes, ReplayClock clock) {
        this.api = api;
        this.namespaces = namespaces;
        this.nodes = nodes;
        this.clock = clock;
    }

    ClusterState read(Snapshot snapshot) {
        Duration elapsed = clock.elapsed();
        return new ClusterState(
                clock.start().plus(elapsed),
                elapsed,
                deployments(snapshot),
                pods(snapshot),
                nodes(),
                events(),
                List.of());
    }

    private List<DeploymentState> deployments(Snapshot snapshot) {
        List<DeploymentState> states = new ArrayList<>();
        for (JsonNode deployment : snapshot.deployments()) {
            JsonNode spec = deployment.at("/spec/template/spec");
            JsonNode requests = spec.at("/containers/0/resources/requests");
            PodRequests sum = PodRequests.of(spec);
            states.add(new DeploymentState(
                    namespace(deployment),
                    name(deployment),
                    deployment.at("/spec/replicas").asInt(1),
                    quantity(requests.path("cpu")),
                    quantity(requests.path("memory")),
                    sum.cpuMilli(),
                    sum.memoryBytes()));
        }
        return states;
    }

    private List<PodState> pods(Snapshot snapshot) {
        Map<String, String> owners = new HashMap<>();
        for (JsonNode set : snapshot.replicaSets()) {
            String owner = controller(set, "Deployment");
            if (owner != null) {
                owners.put(key(set, name(set)), owner);
            }
        }
        List<PodState> states = new ArrayList<>();
        snapshot.pods().stream()
                .sorted(Comparator.comparing(ObservedState::realNamespace).thenComparing(BY_CREATION))
                .forEach(pod -> states.add(pod(pod, owners)));
        return states;
    }

    private PodState pod(JsonNode pod, Map<String, String> owners) {
        String set = controller(pod, "ReplicaSet");
        PodRequests requests = PodRequests.of(pod.path("spec"));
        String node = pod.at("/spec/nodeName").asText("");
        JsonNode scheduled = condition(pod, "PodScheduled");
        return new PodState(
                namespace(pod),
                name(pod),
                set == null ? null : owners.get(key(pod, set)),
                pod.at("/status/phase").asText("Pending"),
                condition(pod, "Ready").path("status").asText().equals("True"),
                node.isEmpty() ? null : nodes.names().getOrDefault(node, node),
                scheduled.path("status").asText().equals("False")
                        ? scheduled.path("message").asText("")
                        : null,
                requests.cpuMilli(),
                requests.memoryBytes());
    }

    private List<NodeState> nodes() {
        Map<String, long[]> taken = new HashMap<>();
        List<String> foreign = new ArrayList<>();
        for (JsonNode pod : api.list("/api/v1/pods", "")) {
            String node = pod.at("/spec/nodeName").asText("");
            String phase = pod.at("/status/phase").asText();
            if (nodes.names().containsKey(node) && !phase.equals("Succeeded") && !phase.equals("Failed")) {
                PodRequests requests = PodRequests.of(pod.path("spec"));
                if (!namespaces.containsKey(realNamespace(pod)) && !requests.isZero()) {
                    foreign.add(realNamespace(pod) + "/" + name(pod));
                }
                long[] sums = taken.computeIfAbsent(node, __ -> new long[3]);
                sums[0] += requests.cpuMilli();
                sums[1] += requests.memoryBytes();
                sums[2]++;
            }
        }
        if (!foreign.isEmpty()) {
            throw new EnvironmentException(KubeMessages.foreignPods(api.cluster(), foreign));
        }
        Map<String, JsonNode> found = new HashMap<>();
        nodes.list().forEach(node -> found.put(name(node), node));
        List<NodeState> states = new ArrayList<>();
        nodes.names().forEach((real, shown) -> {
            JsonNode allocatable =
                    found.getOrDefault(real, MissingNode.getInstance()).at("/status/allocatable");
            long[] sums = taken.getOrDefault(real, new long[3]);
            Quantity cpu = quantity(allocatable.path("cpu"));
            Quantity memory = quantity(allocatable.path("memory"));
            states.add(new NodeState(
                    shown,
                    cpu == null ? 0 : cpu.milliValue(),
                    memory == null ? 0 : memory.longValue(),
                    allocatable.path("pods").asInt(),
                    sums[0],
                    sums[1],
                    (int) sums[2]));
        });
        return states;
    }

    private List<EventState> events() {
        List<EventState> events = new ArrayList<>();
        for (String namespace : namespaces.keySet()) {
            for (JsonNode event : api.list("/api/v1/namespaces/%s/events".formatted(namespace), "")) {
                JsonNode object = event.path("involvedObject");
                events.add(new EventState(
                        clock.of(time(event)),
                        event.path("type").asText(),
                        event.path("reason").asText(),
                        object.path("kind").asText() + "/" + object.path("name").asText(),
                        shown(event.path("message").asText())));
            }
        }
        events.sort(Comparator.comparing(EventState::time));
        return events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size());
    }

    private static Instant time(JsonNode event) {
        for (String field : List.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp")) {
            String text = event.at(field).asText("");
            if (!text.isEmpty() && !text.equals("null")) {
                return Instant.parse(text);
            }
        }
        return Instant.parse(event.at("/metadata/creationTimestamp").asText());
    }

    /** Give what a text names the names of observations. */
    private String shown(String text) {
        String result = text;
        for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
            result = result.replace(namespace.getKey(), namespace.getValue());
        }
        for (Map.Entry<String, String> node : nodes.names().entrySet()) {
            result = result.replace(node.getKey(), node.getValue());
        }
        return result;
    }

    private static @Nullable String controller(JsonNode object, String kind) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()
                    && owner.path("kind").asText().equals(kind)) {
                return owner.path("name").asText();
            }
        }
        return null;
    }

    private static JsonNode condition(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return object.path("no such condition");
    }

    private static @Nullable Quantity quantity(JsonNode amount) {
        return amount.isMissingNode() ? null : Quantity.parse(amount.asText());
    }

    private String namespace(JsonNode object) {
        String real = realNamespace(object);
        return namespaces.getOrDefault(real, real);
    }

    private static String realNamespace(JsonNode object) {
        return object.at("/metadata/namespace").asText();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String key(JsonNode object, String name) {
        return realNamespace(object) + "/" + name;
    }
}
