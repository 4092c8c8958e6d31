package dev.simarena.engine.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLifecycleTests {

    /** The lease is renewed at 10, 20 and 30 s; a look at 30 s sees it the last time, and 50 s later the node is Unknown. */
    @Test
    void failed_node_is_noticed_its_pods_evicted_and_replaced() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "32s", null));
        world.submit(Manifests.node("n1", "16", "32Gi"));
        world.submit(Manifests.node("n2", "16", "32Gi"));
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        assertThat(onNode(world, "n0")).isEqualTo(1);

        world.advance(Duration.ofMillis(79_999));
        assertThat(condition(world, "n0", "Ready").path("status").asText()).isEqualTo("True");
        assertThat(ready(world)).isEqualTo(3);

        world.advance(Duration.ofMillis(1));
        JsonNode unknown = condition(world, "n0", "Ready");
        assertThat(unknown.path("status").asText()).isEqualTo("Unknown");
        assertThat(unknown.path("reason").asText()).isEqualTo("NodeStatusUnknown");
        assertThat(unknown.path("message").asText()).isEqualTo("Kubelet stopped posting node status.");
        assertThat(condition(world, "n0", "NetworkUnavailable").path("status").asText())
                .isEqualTo("False");
        assertThat(taints(world, "n0")).containsExactly("node.kubernetes.io/unreachable:NoSchedule");
        assertThat(ready(world)).isEqualTo(2);
        assertThat(world.pods()).hasSize(3);
        assertThat(world.events()).extracting(Event::reason).contains("NodeNotReady");

        world.advance(Duration.ofSeconds(5));
        assertThat(taints(world, "n0"))
                .containsExactly(
                        "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute");
        world.advance(Duration.ofMillis(299_999));
        assertThat(ready(world)).isEqualTo(2);
        world.advance(Duration.ofMillis(1));
        // The evicted pod stays, terminating, since no kubelet removes it.
        assertThat(ready(world)).isEqualTo(3);
        assertThat(world.pods()).hasSize(4).filteredOn(Pod::terminating).hasSize(1);
        assertThat(world.events()).extracting(Event::reason).contains("TaintManagerEviction");
    }

    @Test
    void node_that_works_again_in_time_keeps_its_pods() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "30s", "200s"));
        world.submit(Manifests.node("n1", "16", "32Gi"));
        world.submit(Manifests.deployment("web", 2, "1", "1Gi"));
        world.advance(Duration.ofSeconds(150));
        assertThat(ready(world)).isEqualTo(1);
        world.advance(Duration.ofSeconds(60));
        assertThat(ready(world)).isEqualTo(2);
        assertThat(taints(world, "n0")).isEmpty();
        assertThat(condition(world, "n0", "Ready").path("status").asText()).isEqualTo("True");
        world.advance(Duration.ofHours(1));
        assertThat(world.pods()).hasSize(2).allMatch(Pod::isReady);
    }

    @Test
    void nobody_is_evicted_while_all_nodes_are_down() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "30s", null));
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        world.advance(Duration.ofHours(1));
        assertThat(taints(world, "n0")).containsExactly("node.kubernetes.io/unreachable:NoSchedule");
        assertThat(world.pods()).hasSize(1).noneMatch(Pod::terminating);
    }

    @Test
    void nodes_of_a_zone_are_evicted_one_in_ten_seconds() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "30s", null));
        world.submit(failing("n1", "30s", null));
        for (int i = 2; i < 6; i++) {
            world.submit(Manifests.node("n" + i, "16", "32Gi"));
        }
        world.advance(Duration.ofSeconds(30 + 50 + 5));
        assertThat(taints(world, "n0")).hasSize(2);
        assertThat(taints(world, "n1")).hasSize(1);
        world.advance(Duration.ofSeconds(10));
        assertThat(taints(world, "n1")).hasSize(2);
    }

    @Test
    void pods_bound_to_a_stopped_node_do_not_start() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "10s", null));
        world.advance(Duration.ofSeconds(20));
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        assertThat(world.pods().get(0).nodeName()).isEqualTo("n0");
        assertThat(ready(world)).isZero();
    }

    @Test
    void fork_notices_the_failure_at_the_same_time() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "32s", "500s"));
        world.submit(Manifests.node("n1", "16", "32Gi"));
        world.submit(Manifests.deployment("web", 2, "1", "1Gi"));
        for (long second : new long[] {31, 40, 82, 200, 400}) {
            world.advance(Duration.ofSeconds(second).minus(Duration.between(Manifests.START, world.now())));
            World fork = world.fork();
            World other = world.fork();
            fork.advance(Duration.ofSeconds(600 - second));
            other.advance(Duration.ofSeconds(600 - second));
            assertThat(fork.list(Gvk.POD, null)).isEqualTo(other.list(Gvk.POD, null));
        }
        List<ObjectNode> nodes = world.fork().list(Gvk.NODE, null);
        assertThat(nodes).isEqualTo(world.list(Gvk.NODE, null));
    }

    @Test
    void heartbeats_are_told_when_somebody_looks_and_cost_no_events() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(Manifests.node("n0", "16", "32Gi"));
        world.advance(Duration.ofSeconds(100_000));
        assertThat(condition(world, "n0", "Ready").path("lastHeartbeatTime").asText())
                .isEqualTo(Manifests.START.plusSeconds(99_600).toString());
        assertThat(condition(world, "n0", "Ready").path("lastTransitionTime").asText())
                .isEqualTo(Manifests.START.toString());
    }

    @Test
    void lease_is_renewed_every_ten_seconds_until_the_kubelet_stops() {
        Gvk lease = new Gvk("coordination.k8s.io", "v1", "Lease");
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(failing("n0", "32s", null));
        world.submit(Manifests.node("n1", "16", "32Gi"));
        world.advance(Duration.ofSeconds(95));
        assertThat(world.list(lease, "kube-node-lease"))
                .extracting(object -> object.at("/spec/renewTime").asText())
                .containsExactly("2026-01-01T00:00:30.000000Z", "2026-01-01T00:01:30.000000Z");
        assertThat(requireNonNull(world.get(lease, "kube-node-lease", "n1"))
                        .at("/spec/leaseDurationSeconds")
                        .asInt())
                .isEqualTo(40);
        assertThat(world.exists(lease, "default", "n1")).isFalse();
    }

    @Test
    void cordoned_node_gets_its_taint_and_loses_it() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        ObjectNode node = Manifests.node("n0", "16", "32Gi");
        node.putObject("spec").put("unschedulable", true);
        world.submit(node);
        assertThat(taints(world, "n0")).containsExactly("node.kubernetes.io/unschedulable:NoSchedule");
        node.putObject("spec");
        world.submit(node);
        assertThat(taints(world, "n0")).isEmpty();
    }

    @Test
    void node_with_a_slow_stage_is_tainted_until_it_is_ready() {
        World world = new World(WorldOptions.of(1, Manifests.START).withStages(Stages.of("""
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: Stage
                metadata: {name: slow}
                spec:
                  resourceRef: {apiGroup: v1, kind: Node}
                  selector:
                    matchExpressions: [{key: .status.conditions, operator: DoesNotExist}]
                  delay: {durationMilliseconds: 3000}
                  next:
                    statusTemplate: 'conditions: [{type: Ready, status: "True"}, {type: MemoryPressure, status: "True"}]'
                """)));
        world.submit(Manifests.node("n0", "16", "32Gi"));
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        assertThat(taints(world, "n0")).containsExactly("node.kubernetes.io/not-ready:NoSchedule");
        assertThat(ready(world)).isZero();
        world.advance(Duration.ofSeconds(3));
        assertThat(taints(world, "n0")).containsExactly("node.kubernetes.io/memory-pressure:NoSchedule");
    }

    private static ObjectNode failing(String name, String fail, @org.jspecify.annotations.Nullable String recover) {
        ObjectNode node = Manifests.node(name, "16", "32Gi");
        ObjectNode annotations = ((ObjectNode) node.path("metadata")).putObject("annotations");
        annotations.put("simarena.dev/fail-at", fail);
        if (recover != null) {
            annotations.put("simarena.dev/recover-at", recover);
        }
        return node;
    }

    private static long ready(World world) {
        return world.pods().stream()
                .filter(pod -> pod.isReady() && !pod.terminating())
                .count();
    }

    private static long onNode(World world, String node) {
        return world.pods().stream().filter(pod -> node.equals(pod.nodeName())).count();
    }

    private static JsonNode condition(World world, String node, String type) {
        for (JsonNode condition :
                requireNonNull(world.get(Gvk.NODE, null, node)).at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        throw new AssertionError(type);
    }

    private static List<String> taints(World world, String node) {
        List<String> taints = new ArrayList<>();
        requireNonNull(world.get(Gvk.NODE, null, node))
                .at("/spec/taints")
                .forEach(taint -> taints.add(
                        taint.path("key").asText() + ":" + taint.path("effect").asText()));
        return taints;
    }
}
