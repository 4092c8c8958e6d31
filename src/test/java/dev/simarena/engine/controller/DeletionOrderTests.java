package dev.simarena.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scale down and see who goes. */
class DeletionOrderTests {

    @Test
    void waiting_pods_go_before_running_ones() {
        World world = Manifests.world(2);
        world.submit(Manifests.deployment("web", 5, "9", "1Gi"));
        assertThat(world.pods().stream().filter(Pod::isReady)).hasSize(2);
        world.submit(Manifests.deployment("web", 2, "9", "1Gi"));
        assertThat(world.pods()).hasSize(2).allMatch(Pod::isReady);
    }

    @Test
    void pod_on_the_more_crowded_node_goes_first() {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 4, "100m", "128Mi"));
        assertThat(sizes(world)).containsExactly(2, 1, 1);
        world.submit(Manifests.deployment("web", 3, "100m", "128Mi"));
        assertThat(sizes(world)).containsExactly(1, 1, 1);
    }

    @Test
    void pod_ready_for_less_time_goes_first() {
        World world = Manifests.world(4);
        world.submit(Manifests.deployment("web", 2, "100m", "128Mi"));
        Set<Pod> old = Set.copyOf(world.pods());
        world.advance(Duration.ofHours(1));
        world.submit(Manifests.deployment("web", 4, "100m", "128Mi"));
        world.advance(Duration.ofSeconds(1));
        world.submit(Manifests.deployment("web", 2, "100m", "128Mi"));
        assertThat(Set.copyOf(world.pods())).isEqualTo(old);
    }

    @Test
    void pods_of_nearly_equal_age_go_by_uid() {
        World world = Manifests.world(4);
        world.submit(Manifests.deployment("web", 4, "100m", "128Mi"));
        world.advance(Duration.ofHours(1));
        List<String> byUid = world.pods().stream().map(Pod::uid).sorted().toList();
        world.submit(Manifests.deployment("web", 1, "100m", "128Mi"));
        assertThat(world.pods().stream().map(Pod::uid).collect(Collectors.toList()))
                .containsExactly(byUid.get(3));
    }

    private static List<Integer> sizes(World world) {
        return world.nodes().stream().map((Node node) -> node.pods().size()).toList();
    }
}
