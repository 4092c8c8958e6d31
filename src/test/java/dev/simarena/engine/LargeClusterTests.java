package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.Test;

class LargeClusterTests {

    @Test
    void ten_thousand_pods_run_on_five_hundred_nodes_and_go_away() {
        World world = Manifests.world(500);
        for (int i = 0; i < 1000; i++) {
            world.submit(Manifests.deployment("web-" + i, 10, "100m", "128Mi"));
        }
        assertThat(world.pods()).hasSize(10_000).allMatch(Pod::isReady);
        assertThat(world.nodes().stream()
                        .mapToLong(node -> node.requestedCpuMilli())
                        .sum())
                .isEqualTo(1_000_000);
        assertThat(world.nodes()).allMatch(node -> node.pods().size() <= 110);
        for (int i = 0; i < 1000; i++) {
            world.delete(Gvk.DEPLOYMENT, "default", "web-" + i, Propagation.BACKGROUND);
        }
        assertThat(world.pods()).isEmpty();
        assertThat(world.nodes()).allMatch(node -> node.requestedCpuMilli() == 0);
    }

    @Test
    void pods_beyond_the_room_wait_and_follow_when_room_is_freed() {
        World world = Manifests.world(2);
        world.submit(Manifests.deployment("big", 2, "16", "1Gi"));
        world.submit(Manifests.deployment("many", 5000, "100m", "1Mi"));
        assertThat(world.pods().stream().filter(Pod::isReady)).hasSize(2);
        world.delete(Gvk.DEPLOYMENT, "default", "big", Propagation.BACKGROUND);
        assertThat(world.pods().stream().filter(Pod::isReady)).hasSize(220);
        assertThat(world.pods().stream().filter(pod -> pod.unschedulable() != null))
                .hasSize(4780);
    }
}
