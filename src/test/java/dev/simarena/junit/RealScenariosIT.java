package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.kube.ControlPlane;
import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.PolicyProvider;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StepResult;
import dev.simarena.policy.Policies;
import dev.simarena.trace.DeploymentTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Play the project's own scenarios and all its policies on a real control plane, several beside each other. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(ControlPlane.LOCK)
class RealScenariosIT {

    /** Replays mostly wait for the control plane. */
    private static final int BESIDE_EACH_OTHER = 6;

    private final ControlPlane plane = ControlPlane.shared();

    @TempDir
    Path folder;

    private Set<String> before;

    @BeforeEach
    void before() {
        before = plane.names();
    }

    @AfterEach
    void nothing_is_left() {
        assertThat(plane.names()).isEqualTo(before);
    }

    @Test
    void every_scenario_that_needs_no_simulated_usage_is_solved() throws ClassNotFoundException {
        var played = kit().set(
                        ArenaSettings.FOLDER, Path.of("").toAbsolutePath().toString())
                .set(ArenaSettings.TRACE, "{cpu-slight,mem-slight,cpu-mem,scale-up}.msgpack")
                .play(
                        scenario("cpu.Cpu"),
                        scenario("memory.Memory"),
                        scenario("mixed.Mixed"),
                        scenario("replicas.Replicas"));
        assertThat(played.failures()).isEmpty();
        assertThat(played.passed())
                .contains("cpu-slight.msgpack", "mem-slight.msgpack", "cpu-mem.msgpack", "scale-up.msgpack");
    }

    @Test
    void five_runs_of_an_episode_come_out_the_same_and_leave_nothing() throws ClassNotFoundException {
        var played = kit().set(
                        ArenaSettings.FOLDER, Path.of("").toAbsolutePath().toString())
                .set(ArenaSettings.TRACE, "cpu-slight.msgpack")
                .set(ArenaSettings.POLICY, "reference")
                .play(scenario("reliability.Reliability"));
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void usage_that_nobody_simulates_aborts_with_its_reason() throws ClassNotFoundException {
        var played = kit().set(
                        ArenaSettings.FOLDER, Path.of("").toAbsolutePath().toString())
                .set(ArenaSettings.TRACE, "starved-*-slight.msgpack")
                .play(scenario("starved_cpu.StarvedCpu"), scenario("starved_memory.StarvedMemory"));
        assertThat(played.failure("starved-cpu-slight.msgpack"))
                .contains("was aborted")
                .contains("which nothing but the embedded cluster simulates. Play it there.");
        assertThat(played.failure("starved-mem-slight.msgpack")).contains("was aborted");
    }

    @Test
    void every_policy_plays() throws IOException {
        List<String> policies =
                Policies.all().stream().map(PolicyProvider::name).toList();
        var played = kit().trace("scenarios/real/slight.msgpack", ArenaTestKit.cpuSlight())
                .set(ArenaSettings.POLICY, String.join(",", policies))
                .set(ArenaSettings.STEPS, "2")
                .play(EveryPolicy.class);
        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).hasSize(policies.size());
    }

    @Test
    void edits_persist_over_five_steps_until_pending_pods_are_ready() throws IOException {
        // five reductions below what a node has
        var played = kit().trace(
                        "scenarios/real/heavy.msgpack",
                        DeploymentTrace.builder().cpu("18500m").build())
                .play(FiveSteps.class);
        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).hasSize(1);
    }

    private ArenaTestKit kit() {
        return ArenaTestKit.in(folder)
                .parallel("FORK_JOIN_POOL", BESIDE_EACH_OTHER)
                .set(ArenaSettings.CLUSTER, Clusters.KUBECONFIG)
                .set(ArenaSettings.KUBECONFIG, plane.kubeconfig())
                .set(ArenaSettings.SIMKUBE, "none")
                .set(ArenaSettings.DURATION, "2s");
    }

    /** Scenarios lie outside of this package, where nobody but JUnit sees them. */
    private static Class<?> scenario(String name) throws ClassNotFoundException {
        return Class.forName(name + "Scenario");
    }

    @Scenario("real")
    @Workload(deployment = "web", target = 3)
    static class EveryPolicy {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).leftNothingBehind();
        }
    }

    @Scenario("real")
    @Workload(deployment = "web", target = 3)
    static class FiveSteps {

        @EpisodeTest
        void persist(Simulation simulation) {
            List<Integer> pending = new ArrayList<>(List.of(simulation.reset().pending()));
            List<Integer> ready = new ArrayList<>();
            boolean over = false;
            for (int step = 0; step < 5 && !over; step++) {
                StepResult result = simulation.step(Action.REDUCE_CPU_SMALL);
                pending.add(result.observation().pending());
                ready.add(result.observation().ready());
                over = result.terminated();
            }
            assertThat(pending).containsExactly(3, 3, 3, 3, 3, 0);
            assertThat(ready).containsExactly(0, 0, 0, 0, 3);
        }
    }
}
