package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Pod;
import java.time.Duration;
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
