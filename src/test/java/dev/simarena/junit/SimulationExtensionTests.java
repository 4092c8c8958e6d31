package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static dev.simarena.junit.ArenaTestKit.tooMany;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSeed;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationExtensionTests {

    @TempDir
    Path folder;

    @Test
    void everyType_isInjectedAndBelongsToOneEpisode() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/inject/a.msgpack", cpuSlight())
                .set(ArenaSettings.SEED, "42")
                .play(InjectTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).containsExactly("a.msgpack");
    }

    @Test
    void hooks_runInOrderOnEveryReplayAndTwiceWithoutHarm() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/hooks/a.msgpack", cpuSlight())
                .play(HooksTestCase.class);

        assertThat(played.failures()).isEmpty();
    }

    @Test
    void staticFieldWithBuilder_configuresEpisodeTests() {
        var played = ArenaTestKit.in(folder).play(BuilderTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).containsExactlyInAnyOrder("given.msgpack", "plain(Simulation, Policy)");
    }

    @Test
    void settings_winOverTheBuilder() {
        var played = ArenaTestKit.in(folder)
                .set(ArenaSettings.POLICY, "noop")
                .set(ArenaSettings.STEPS, "7")
                .play(OverriddenBuilderTestCase.class);

        assertThat(played.failures()).isEmpty();
    }

    @Test
    void instanceFieldWithEpisodeTest_failsWithAdvice() throws IOException {
        var played =
                ArenaTestKit.in(folder).trace("traces/a.msgpack", cpuSlight()).play(InstanceFieldTestCase.class);

        assertThat(played.failures())
                .containsEntry("a.msgpack", JunitMessages.instanceField("InstanceFieldTestCase.tooLate"));
        assertThat(played.passed()).containsExactly("plain(Simulation)");
    }

    @Test
    void noTrace_failsWithAdvice() {
        assertThat(ArenaTestKit.in(folder).play(NoTraceTestCase.class).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining(JunitMessages.noTrace("Simulation", "NoTraceTestCase.plays"));
    }

    @Test
    void noTraces_failsWithAdvice() {
        assertThat(ArenaTestKit.in(folder).play(NoScenarioTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(JunitMessages.noTraces("NoScenarioTestCase.plays"));
    }

    @Test
    void parameterizedTest_bindsTheSimulationToItsTrace() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("traces/a.msgpack", cpuSlight())
                .trace("traces/b.msgpack", tooMany())
                .play(ParameterizedTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.tests()).containsExactly("a.msgpack", "b.msgpack");
    }

    @Test
    void parameterizedTest_unreadableFileFailsUnderItsName() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("traces/a.msgpack", cpuSlight())
                .garbage("traces/b.msgpack")
                .play(ParameterizedTestCase.class);

        assertThat(played.passed()).containsExactly("a.msgpack");
        assertThat(played.failures()).containsOnlyKeys("b.msgpack");
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("b.msgpack");
    }

    @Test
    void parameterizedTest_cannotPlayAMatrix() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("traces/a.msgpack", cpuSlight())
                .set(ArenaSettings.POLICY, "noop,reference")
                .play(ParameterizedTestCase.class);

        assertThat(played.failure())
                .hasMessage(JunitMessages.matrixOutsideEpisodeTest(
                        "arena.policy", List.of("noop", "reference"), "ParameterizedTestCase.plays"));
    }

    @Test
    void parameterizedTest_emptyFolderFails() {
        assertThat(ArenaTestKit.in(folder).play(ParameterizedTestCase.class).failure())
                .hasMessageContaining("Trace folder [traces] of [ParameterizedTestCase] does not exist.");
    }

    @Test
    void failedTest_endsWithTheCommandThatPlaysItAgain() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/red/a.msgpack", cpuSlight())
                .set(ArenaSettings.SEED, "42")
                .play(RedTestCase.class);

        assertThat(played.failures()).containsOnlyKeys("a.msgpack");
        assertThat(played.failure())
                .hasMessageStartingWith("Episode [a.msgpack × noop × seed 42] did not reach its target within 3 steps")
                .hasMessageContaining("reference policy solves this trace in 2 steps (reduce_cpu_small × 2)")
                .message()
                .endsWith("mvn verify -Dscenario=red -Darena.trace='a.msgpack' -Darena.policy=noop"
                        + " -Darena.reward=gradual -Darena.seed=42");
    }

    @Test
    void failedPlainAssertion_keepsItsMessageFirst() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/plain/a.msgpack", cpuSlight())
                .play(PlainAssertionTestCase.class);

        assertThat(played.failure())
                .hasMessageStartingWith("my own message\n  reproduce:  mvn verify -Dscenario=plain ");
    }

    @Test
    void failedTestDrivenByHand_tellsTheCommandToo() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/hand/a.msgpack", cpuSlight())
                .play(HandDrivenTestCase.class);

        assertThat(played.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("my own exception")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("reproduce:  mvn verify -Dscenario=hand -Darena.trace='a.msgpack'"));
    }

    @Test
    void brokenEnvironment_isAnErrorAndNoFailedAssertion() {
        var played = ArenaTestKit.in(folder).play(BrokenTestCase.class);

        assertThat(played.failure())
                .isInstanceOf(EnvironmentException.class)
                .isNotInstanceOf(AssertionError.class)
                .hasMessageContaining("was aborted")
                .hasMessageContaining("no driver")
                .hasCauseInstanceOf(EnvironmentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void builder_refusesWhatMakesNoSense(int number) {
        assertThatThrownBy(() -> SimulationExtension.builder().steps(number))
                .isInstanceOf(ExtensionConfigurationException.class);
        assertThatThrownBy(() -> SimulationExtension.builder().workload("web", number))
                .isInstanceOf(ExtensionConfigurationException.class);
    }

    @Scenario("inject")
    static class InjectTestCase {

        private final List<Object> before = new ArrayList<>();

        @BeforeEach
        void keep(Simulation simulation, NamespaceHooks hooks, Policy policy) {
            before.addAll(List.of(simulation, hooks, policy));
        }

        @EpisodeTest
        void plays(
                Simulation simulation,
                NamespaceHooks hooks,
                Policy policy,
                Trace trace,
                Cluster cluster,
                @Seed long seed) {
            simulation.reset();
            assertThat(before).hasSize(3);
            assertThat(before.get(0)).isSameAs(simulation);
            assertThat(before.get(1)).isSameAs(hooks);
            assertThat(before.get(2)).isSameAs(policy);
            assertThat(trace).isEqualTo(cpuSlight());
            assertThat(cluster.name()).isEqualTo("embedded");
            assertThat(seed)
                    .isEqualTo(simulation.spec().seed())
                    .isEqualTo(EpisodeSeed.of(42, "inject", "a.msgpack", "reference", 0));
        }

        @AfterEach
        void stillThere(Simulation simulation) {
            assertThat(before.get(0)).isSameAs(simulation);
        }
    }

    @Scenario("hooks")
    static class HooksTestCase {

        @EpisodeTest(policy = "noop", steps = 1)
        void plays(Simulation simulation, Policy policy, NamespaceHooks hooks) {
            List<String> stages = new ArrayList<>();
            for (HookStage stage : HookStage.values()) {
                hooks.on(stage, context -> {
                    context.namespaces().forEach(context::clean);
                    stages.add(context.stage().key());
                });
                hooks.on(stage, context -> context.namespaces().forEach(context::clean));
            }
            assertThat(simulation.play(policy).outcome()).isEqualTo(EpisodeOutcome.UNSOLVED);
            assertThat(stages)
                    .containsExactly(
                            "pre_start",
                            "pre_run",
                            "post_run",
                            "post_stop",
                            "pre_start",
                            "pre_run",
                            "post_run",
                            "post_stop");
        }
    }

    static class BuilderTestCase {

        @RegisterExtension
        static final SimulationExtension EXTENSION = SimulationExtension.builder()
                .cluster(new EmbeddedCluster())
                .nodes(NodeShape.of(1, "64", "64Gi"))
                .workload("default/web", 4)
                .policy("scale_replicas")
                .reward("binary")
                .steps(6)
                .trace("given.msgpack", cpuSlight())
                .build();

        @EpisodeTest
        void episode(Simulation simulation, Policy policy) {
            check(simulation, policy);
        }

        @Test
        void plain(Simulation simulation, Policy policy) {
            check(simulation, policy);
        }

        private static void check(Simulation simulation, Policy policy) {
            var spec = simulation.spec();
            assertThat(spec.nodes()).isEqualTo(NodeShape.of(1, "64", "64Gi"));
            assertThat(spec.target()).isEqualTo(4);
            assertThat(spec.policy()).isEqualTo("scale_replicas");
            assertThat(spec.reward()).isEqualTo("binary");
            assertThat(spec.maxSteps()).isEqualTo(6);
            assertThat(spec.fewestSteps()).isEmpty();
            // three pods of 17 cpu fit one node of 64; a fourth does not
            assertThat(simulation.play(policy).last().observation().ready()).isEqualTo(3);
        }
    }

    static class OverriddenBuilderTestCase {

        @RegisterExtension
        static final SimulationExtension EXTENSION = SimulationExtension.builder()
                .policy("reference")
                .steps(3)
                .trace("given.msgpack", cpuSlight())
                .build();

        @Test
        void plays(Simulation simulation) {
            assertThat(simulation.spec().policy()).isEqualTo("noop");
            assertThat(simulation.spec().maxSteps()).isEqualTo(7);
        }
    }

    static class InstanceFieldTestCase {

        @RegisterExtension
        final SimulationExtension extension = SimulationExtension.builder()
                .trace("given.msgpack", cpuSlight())
                .build();

        @EpisodeTest(traces = "traces")
        void tooLate(Simulation simulation) {
            simulation.reset();
        }

        @Test
        void plain(Simulation simulation) {
            assertThat(simulation.spec().traceName()).isEqualTo("given.msgpack");
        }
    }

    @ExtendWith(SimulationExtension.class)
    static class NoTraceTestCase {

        @Test
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    static class NoScenarioTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @ExtendWith(SimulationExtension.class)
    static class ParameterizedTestCase {

        @ParameterizedTest(name = "{argumentSetName}")
        @TraceSource("traces")
        void plays(Trace trace, Simulation simulation, Policy policy) {
            assertThat(simulation.spec().trace()).isSameAs(trace);
            assertThat(simulation.spec().traceName()).isIn("a.msgpack", "b.msgpack");
            ArenaAssertions.assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("red")
    static class RedTestCase {

        @EpisodeTest(policy = "noop", steps = 3)
        void fails(Simulation simulation, Policy policy) {
            ArenaAssertions.assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("plain")
    static class PlainAssertionTestCase {

        @EpisodeTest(policy = "noop", steps = 1)
        void fails(Simulation simulation, Policy policy) {
            simulation.play(policy);
            throw new AssertionError("my own message");
        }
    }

    @Scenario("hand")
    static class HandDrivenTestCase {

        @EpisodeTest
        void fails(Simulation simulation) {
            simulation.reset();
            throw new IllegalStateException("my own exception");
        }
    }

    static class BrokenTestCase {

        @RegisterExtension
        static final SimulationExtension EXTENSION = SimulationExtension.builder()
                .cluster(new BrokenCluster())
                .trace("given.msgpack", cpuSlight())
                .build();

        @Test
        void plays(Simulation simulation, Policy policy) {
            ArenaAssertions.assertThat(simulation.play(policy)).isSolved();
        }
    }

    /** An environment that never comes up. */
    static final class BrokenCluster implements Cluster {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Replay replay(ReplayRequest request) {
            throw new EnvironmentException("Cluster [broken] has no driver. Install one.");
        }
    }
}
