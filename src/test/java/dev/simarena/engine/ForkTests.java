package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkTests {

    private final World world = new World(WorldOptions.of(5, Manifests.START));

    ForkTests() {
        for (int i = 0; i < 3; i++) {
            world.submit(Manifests.node("node-" + i, "4", "8Gi"));
        }
        world.submit(deployment(3, "1"));
        world.advance(Duration.ofSeconds(5));
    }

    @Test
    void a_fork_shows_what_the_original_shows() {
        assertThat(shown(world.fork())).isEqualTo(shown(world));
        assertThat(world.fork().now()).isEqualTo(world.now());
        assertThat(world.fork().events()).isEqualTo(world.events());
    }

    @Test
    void the_same_happens_in_a_fork_as_in_the_original() {
        World fork = world.fork();
        for (World each : List.of(world, fork)) {
            each.submit(deployment(14, "1"));
            each.advance(Duration.ofSeconds(7));
            each.submit(deployment(6, "500m"));
            each.completeAt(each.pods().get(0), each.now().plusSeconds(3));
            each.delete(Gvk.NODE, null, "node-1", Propagation.BACKGROUND);
            each.advance(Duration.ofMinutes(20));
        }
        assertThat(shown(fork)).isEqualTo(shown(world));
        assertThat(fork.events()).isEqualTo(world.events());
    }

    @Test
    void neither_notices_what_happens_in_the_other() {
        List<ObjectNode> before = shown(world);
        World fork = world.fork();
        fork.submit(deployment(9, "2"));
        fork.delete(Gvk.NODE, null, "node-2", Propagation.BACKGROUND);
        fork.advance(Duration.ofMinutes(1));
        List<ObjectNode> forked = shown(fork);
        assertThat(shown(world)).isEqualTo(before).isNotEqualTo(forked);

        world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.BACKGROUND);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.pods()).isEmpty();
        assertThat(shown(fork)).isEqualTo(forked);
    }

    @Test
    void what_was_planned_happens_in_both() {
        Pod pod = world.pods().get(0);
        world.completeAt(pod, world.now().plusSeconds(10));
        World fork = world.fork();
        fork.advance(Duration.ofSeconds(20));
        assertThat(fork.pods()).hasSize(4);
        assertThat(world.pods()).hasSize(3);
        world.advance(Duration.ofSeconds(20));
        assertThat(shown(fork)).isEqualTo(shown(world));
    }

    @Test
    void pods_that_wait_for_room_wait_in_the_fork_too() {
        world.submit(deployment(14, "1"));
        World fork = world.fork();
        for (World each : List.of(world, fork)) {
            assertThat(each.pods()).filteredOn(pod -> pod.node() == null).hasSize(2);
            each.submit(Manifests.node("node-3", "4", "8Gi"));
            assertThat(each.pods()).allMatch(Pod::isReady);
        }
        assertThat(shown(fork)).isEqualTo(shown(world));
    }

    private static ObjectNode deployment(int replicas, String cpu) {
        return Manifests.deployment("web", replicas, cpu, "100Mi");
    }

    private static List<ObjectNode> shown(World world) {
        List<ObjectNode> shown = new ArrayList<>();
        for (ApiObject object : world.objects()) {
            shown.add(Renderer.json(object));
        }
        return shown;
    }

    @Test
    void pod_of_the_original_means_the_copy_in_a_fork() {
        World original = Manifests.world(1);
        original.submit(Manifests.pod("p", "1", "1Gi"));
        World fork = original.fork();
        original.submit(Manifests.pod("late", "1", "1Gi"));
        fork.completeAt(original.pods().get(0), fork.now());
        fork.advance(Duration.ofSeconds(1));
        original.advance(Duration.ofSeconds(1));
        assertThat(fork.pods().get(0).phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(original.pods().get(0).phase()).isEqualTo(Phase.RUNNING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fork.endAt(original.pods().get(1), fork.now(), 1))
                .withMessage("Pod [default/late] is not in this world. Take one of its pods().");
    }
}
