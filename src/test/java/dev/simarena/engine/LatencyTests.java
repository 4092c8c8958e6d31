package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A control plane with default settings was seen to make 19.8 pods a second of one ReplicaSet of 1,000 pods. */
class LatencyTests {

    private final World world = world(Latency.KIND_LIKE);

    @Test
    void a_small_deployment_is_ready_a_few_steps_later() {
        world.submit(Manifests.deployment("web", 3, "100m", "64Mi"));
        assertThat(world.pods()).isEmpty();
        assertThat(world.await(() -> ready(world) == 3, Duration.ofSeconds(1))).isTrue();
        assertThat(Duration.between(Manifests.START, world.now()))
                .isBetween(Duration.ofMillis(30), Duration.ofMillis(150));
    }

    @Test
    void a_large_replica_set_grows_by_20_pods_a_second_after_the_first_30() {
        world.submit(Manifests.deployment("web", 1000, "10m", "16Mi"));
        world.advance(Duration.ofSeconds(20));
        assertThat(world.pods()).hasSizeBetween(425, 435);
        assertThat(world.await(() -> ready(world) == 1000, Duration.ofMinutes(2)))
                .isTrue();
        // 30 at once and 970 at 20 a second
        assertThat(Duration.between(Manifests.START, world.now()))
                .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(51));
    }

    @Test
    void garbage_is_collected_at_40_requests_a_second_two_for_each_pod() {
        world.submit(Manifests.deployment("web", 200, "10m", "16Mi"));
        world.advance(Duration.ofMinutes(1));
        Instant deleted = world.now();
        world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.BACKGROUND);
        assertThat(world.await(() -> world.pods().isEmpty(), Duration.ofMinutes(1)))
                .isTrue();
        // 402 requests, 30 of them at once
        assertThat(Duration.between(deleted, world.now()))
                .isBetween(Duration.ofMillis(9_200), Duration.ofMillis(9_700));
    }

    @Test
    void pods_of_a_deleted_node_fail_and_go_with_20_requests_a_second() {
        World one = new World(WorldOptions.of(1, Manifests.START).withLatency(Latency.KIND_LIKE));
        one.submit(Manifests.node("node", "16", "32Gi"));
        for (int i = 0; i < 100; i++) {
            one.submit(Manifests.pod("pod-" + i, "10m", "16Mi"));
        }
        one.advance(Duration.ofSeconds(10));
        one.delete(Gvk.NODE, null, "node", Propagation.BACKGROUND);
        assertThat(one.await(() -> one.pods().size() < 100, Duration.ofMinutes(2)))
                .isTrue();
        Instant first = one.now();
        assertThat(one.await(() -> one.pods().isEmpty(), Duration.ofMinutes(1))).isTrue();
        // 200 requests, 30 of them at once
        assertThat(Duration.between(first, one.now())).isBetween(Duration.ofMillis(8_300), Duration.ofMillis(8_800));
    }

    @Test
    void victims_of_a_preemption_go_with_50_requests_a_second() {
        World one = new World(WorldOptions.of(1, Manifests.START).withLatency(Latency.KIND_LIKE));
        one.submit(Manifests.node("node", "4", "32Gi", 400));
        for (int i = 0; i < 200; i++) {
            one.submit(Manifests.pod("pod-" + i, "20m", "16Mi"));
        }
        one.advance(Duration.ofMinutes(1));
        one.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 1000}
                """));
        Instant asked = one.now();
        ObjectNode big = Manifests.pod("big", "4", "1Gi");
        big.withObject("/spec").put("priorityClassName", "high");
        one.submit(big);
        assertThat(one.await(() -> ready(one) == 1 && one.pods().size() == 1, Duration.ofMinutes(1)))
                .isTrue();
        // 402 requests, 100 of them at once
        assertThat(Duration.between(asked, one.now())).isBetween(Duration.ofMillis(5_900), Duration.ofMillis(6_500));
    }

    @Test
    void in_the_end_all_is_as_without_latency() {
        World instant = world(Latency.INSTANT);
        for (World each : new World[] {world, instant}) {
            each.submit(Manifests.deployment("web", 8, "1", "1Gi"));
            each.advance(Duration.ofSeconds(20));
            each.submit(Manifests.deployment("web", 11, "2", "1Gi"));
            each.advance(Duration.ofMinutes(2));
        }
        assertThat(world.deployments().get(0).status())
                .usingRecursiveComparison()
                .ignoringFields("conditions")
                .isEqualTo(instant.deployments().get(0).status());
        assertThat(ready(world)).isEqualTo(11);
    }

    @Test
    void a_fork_in_the_middle_goes_on_as_the_original() {
        world.submit(Manifests.deployment("web", 200, "10m", "16Mi"));
        world.advance(Duration.ofMillis(2_345));
        World fork = world.fork();
        assertThat(fork.pods()).hasSameSizeAs(world.pods()).hasSizeBetween(60, 90);
        for (World each : new World[] {world, fork}) {
            each.advance(Duration.ofMillis(3_210));
        }
        assertThat(fork.pods().stream().map(pod -> pod.name() + " " + pod.node()))
                .containsExactlyElementsOf(world.pods().stream()
                        .map(pod -> pod.name() + " " + pod.node())
                        .toList());
    }

    @Test
    void a_fork_takes_over_what_waits_of_every_kind_of_workload() {
        for (String kind : List.of("StatefulSet", "DaemonSet")) {
            ObjectNode set = Manifests.deployment("db", 60, "10m", "16Mi");
            set.put("kind", kind);
            ObjectNode spec = (ObjectNode) set.path("spec");
            if (kind.equals("DaemonSet")) {
                spec.remove("replicas");
                for (int i = 12; i < 60; i++) {
                    world.submit(Manifests.node("node-" + i, "16", "32Gi"));
                }
            } else {
                spec.put("serviceName", "db").put("podManagementPolicy", "Parallel");
            }
            World original = world.fork();
            original.submit(set);
            original.advance(Duration.ofMillis(40));
            World fork = original.fork();
            for (World each : new World[] {original, fork}) {
                each.advance(Duration.ofMinutes(1));
                assertThat(ready(each)).as(kind).isEqualTo(60);
            }
        }
    }

    private static long ready(World world) {
        return world.pods().stream().filter(Pod::isReady).count();
    }

    private static World world(Latency latency) {
        World world = new World(WorldOptions.of(1, Manifests.START).withLatency(latency));
        for (int i = 0; i < 12; i++) {
            world.submit(Manifests.node("node-" + i, "16", "32Gi"));
        }
        return world;
    }
}
