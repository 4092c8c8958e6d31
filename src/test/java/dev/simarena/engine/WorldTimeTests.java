package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorldTimeTests {

    @Test
    void change_is_settled_at_the_same_instant() {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 3, "500m", "512Mi"));
        assertThat(world.pods()).hasSize(3).allMatch(Pod::isReady);
        assertThat(world.now()).isEqualTo(Manifests.START);
    }

    @Test
    void fifty_years_pass_in_one_advance() {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 3, "500m", "512Mi"));
        world.advance(Duration.ofDays(50 * 365));
        assertThat(world.now()).isEqualTo(Manifests.START.plus(Duration.ofDays(50 * 365)));
        assertThat(world.pods()).hasSize(3).allMatch(Pod::isReady);
    }

    @Test
    void clock_may_start_in_1970_and_reach_2026() {
        World world = new World(WorldOptions.of(1, Instant.EPOCH));
        world.advance(Duration.between(Instant.EPOCH, Manifests.START));
        assertThat(world.now()).isEqualTo(Manifests.START);
    }

    @Test
    void negative_duration_is_refused() {
        World world = Manifests.world(0);
        assertThatThrownBy(() -> world.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Duration [PT-1S] is negative. Time moves forward only; give 0 or more.");
    }

    @Test
    void await_stops_at_the_instant_at_which_the_condition_comes_true() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        Pod pod = world.pods().get(0);
        world.completeAt(pod, Manifests.START.plusSeconds(30));
        boolean held = world.await(() -> pod.phase() == Phase.SUCCEEDED, Duration.ofMinutes(2));
        assertThat(held).isTrue();
        assertThat(world.now()).isEqualTo(Manifests.START.plusSeconds(30));
    }

    @Test
    void await_that_fails_uses_up_its_time() {
        World world = Manifests.world(1);
        assertThat(world.await(() -> false, Duration.ofSeconds(5))).isFalse();
        assertThat(world.now()).isEqualTo(Manifests.START.plusSeconds(5));
    }

    @Test
    void completed_pod_stays_ready_and_frees_its_node() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("first", "16", "1Gi"));
        world.submit(Manifests.pod("second", "16", "1Gi"));
        Pod first = world.pods().get(0);
        Pod second = world.pods().get(1);
        assertThat(second.phase()).isEqualTo(Phase.PENDING);
        world.completeAt(first, Manifests.START.plusSeconds(10));
        world.advance(Duration.ofSeconds(9));
        assertThat(second.phase()).isEqualTo(Phase.PENDING);
        world.advance(Duration.ofSeconds(1));
        assertThat(first.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(first.isReady()).isTrue();
        assertThat(second.phase()).isEqualTo(Phase.RUNNING);
        assertThat(second.started()).isEqualTo(first.finished());
    }

    @Test
    void min_ready_seconds_delay_availability() {
        World world = Manifests.world(1);
        ObjectNode manifest = Manifests.deployment("web", 2, "1", "1Gi");
        ((ObjectNode) manifest.path("spec")).put("minReadySeconds", 20);
        world.submit(manifest);
        world.advance(Duration.ofSeconds(19));
        assertThat(world.deployments().get(0).status().availableReplicas()).isZero();
        world.advance(Duration.ofSeconds(1));
        assertThat(world.deployments().get(0).status().availableReplicas()).isEqualTo(2);
    }

    @Test
    void stuck_rollout_is_declared_dead_after_its_progress_deadline() {
        World world = Manifests.world(1);
        world.submit(Manifests.deployment("web", 1, "17", "1Gi"));
        world.advance(Duration.ofSeconds(599));
        assertThat(progressing(world).status()).isEqualTo("True");
        world.advance(Duration.ofSeconds(2));
        assertThat(progressing(world).status()).isEqualTo("False");
        assertThat(progressing(world).reason()).isEqualTo("ProgressDeadlineExceeded");
    }

    private static Condition progressing(World world) {
        return Objects.requireNonNull(world.deployments().get(0).status().condition("Progressing"));
    }

    @Test
    void less_than_a_microsecond_is_dropped() {
        World world = Manifests.world(0);
        world.advance(Duration.ofNanos(999));
        assertThat(world.now()).isEqualTo(Manifests.START);
        world.advance(Duration.ofNanos(1_999));
        assertThat(world.now()).isEqualTo(Manifests.START.plusNanos(1_000));
    }

    @Test
    void end_of_time_is_told() {
        World world = Manifests.world(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.advance(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageEndingWith("leads beyond what the clock can show. Stay before the year 294000.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.advance(Duration.ofSeconds(Long.MAX_VALUE / 1_000_000)));
        assertThat(world.now()).isEqualTo(Manifests.START);
    }
}
