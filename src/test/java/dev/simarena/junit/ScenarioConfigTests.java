package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.NodeShape;
import dev.simarena.engine.Latency;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import dev.simarena.episode.Action;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StateSpace;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioConfigTests {

    @TempDir
    Path folder;

    private ArenaTestKit kit;

    @BeforeEach
    void writeTrace() throws IOException {
        kit = ArenaTestKit.in(folder).trace("scenarios/config/a.msgpack", cpuSlight());
    }

    @Test
    void nothingSet_traceDecides() {
        assertThat(kit.play(DefaultsTestCase.class).failures()).isEmpty();
    }

    @Test
    void annotations_winOverTheTrace() {
        assertThat(kit.play(AnnotatedTestCase.class).failures()).isEmpty();
    }

    @Test
    void settings_winOverAnnotations() {
        var played = kit.set(ArenaSettings.POLICY, "always_bump_cpu")
                .set(ArenaSettings.REWARD, "binary")
                .set(ArenaSettings.TARGET, "5")
                .set(ArenaSettings.STEPS, "11")
                .set(ArenaSettings.DURATION, "90s")
                .set(ArenaSettings.SEED, "-1")
                .set(ArenaSettings.MIN_RETURN, "-9")
                .set(ArenaSettings.NOISE, "0.25")
                .set(ArenaSettings.CLUSTER, "embedded")
                .play(OverriddenTestCase.class);

        assertThat(played.failures()).isEmpty();
    }

    @Test
    void embedded_saysWhatTheClusterIsLike_andSettingsWin() {
        assertThat(kit.set(ArenaSettings.KUBERNETES, "1.34")
                        .set(ArenaSettings.LATENCY, "instant")
                        .play(EmbeddedTestCase.class)
                        .failures())
                .isEmpty();
    }

    @Test
    void slack_isAddedToTheFewestSteps() {
        assertThat(kit.set(ArenaSettings.SLACK, "0").play(NoSlackTestCase.class).failures())
                .isEmpty();
    }

    @Test
    void otherTarget_theDeclaredFewestStepsHoldNoMore() {
        assertThat(kit.set(ArenaSettings.TARGET, "2")
                        .play(OtherTargetTestCase.class)
                        .failures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arena.policy | heuristik | Policy [heuristik] does not exist. Did you mean [heuristic]?",
                "arena.policy | noop,heuristik | Policy [heuristik] does not exist. Did you mean [heuristic]?",
                "arena.reward | gradul | Reward [gradul] does not exist. Did you mean [gradual]?",
                "arena.cluster | embeded | Cluster [embeded] does not exist. Did you mean [embedded]? Available: embedded, kubeconfig, in-cluster",
                "arena.simkube | off | Setting [arena.simkube = off] is not one of installed, none.",
                "arena.preflight | table | Setting [arena.preflight = table] is not one of play, report.",
                "arena.steps | abc | Setting [arena.steps = abc] is not a whole number of 1 or more.",
                "arena.steps | 0 | Setting [arena.steps = 0] is not a whole number of 1 or more.",
                "arena.target | -3 | Setting [arena.target = -3] is not a whole number of 1 or more.",
                "arena.apiserver.port | 65536 | Setting [arena.apiserver.port = 65536] is not a port from 1 to 65535, or 0 for one that is free.",
                "arena.slack | -1 | Setting [arena.slack = -1] is not a whole number of 0 or more.",
                "arena.duration | soon | Setting [arena.duration = soon] is not a positive duration",
                "arena.seed | x | Setting [arena.seed = x] is not a 64-bit integer.",
                "arena.noise | -1 | Setting [arena.noise = -1] is not a number of 0 or more.",
                "arena.minReturn | low | Setting [arena.minReturn = low] is not a number.",
            })
    void wrongSetting_failsBeforeAnythingIsPlayed(String key, String value, String message) throws IOException {
        var played = kit.set(key, value).play(DefaultsTestCase.class);

        assertThat(played.tests()).isEmpty();
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(message);
        assertThat(kit.records().resolve("summary.json")).content().contains("\"episodes\" : 0,");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NegativeStepsTestCase.class,
                BadDurationTestCase.class,
                BadSlackTestCase.class,
                BadNoiseTestCase.class,
                BadTargetTestCase.class,
                BadDeploymentTestCase.class,
                BadNodesTestCase.class,
                BadCpuTestCase.class,
                BadCapTestCase.class,
                BadReplicasTestCase.class
            })
    void wrongAttribute_failsAndNamesAnnotationAndMethod(Class<?> type) {
        assertThat(kit.play(type).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .message()
                .startsWith("Attribute [@")
                .contains("] on [" + type.getSimpleName() + ".plays] is not ");
    }

    @Test
    void safeguards_boundWhatActionsMayReach() {
        assertThat(kit.play(GuardedTestCase.class).failures()).isEmpty();
    }

    @Test
    void unknownDeployment_failsUnderTheTrace() {
        var played = kit.play(UnknownDeploymentTestCase.class);

        assertThat(played.failures()).containsOnlyKeys("a.msgpack");
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("[wep]")
                .hasMessageContaining("default/web");
    }

    @Test
    void nobodyNamesTheDeployment_failsAndListsThem() throws IOException {
        Trace plain = Trace.of(DeploymentTrace.builder().build().events());
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/plain/a.msgpack", plain)
                .play(PlainTestCase.class);

        assertThat(played.failure())
                .hasMessage(
                        "Trace [a.msgpack] does not say which Deployment the episode is about. Add @Workload(deployment = ...)."
                                + " Available: default/web");
    }

    @Test
    void nobodyNamesTheTarget_fails() throws IOException {
        Trace plain = Trace.of(DeploymentTrace.builder().build().events());
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/plain/a.msgpack", plain)
                .play(PlainWebTestCase.class);

        assertThat(played.failure()).hasMessage(JunitMessages.noTarget("a.msgpack"));
    }

    @Scenario("config")
    static class DefaultsTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
            var spec = simulation.spec();
            assertThat(spec.policy()).isEqualTo("reference");
            assertThat(spec.reward()).isEqualTo("gradual");
            assertThat(spec.target()).isEqualTo(3);
            assertThat(spec.deployment()).hasToString("web");
            assertThat(spec.nodes()).isEqualTo(NodeShape.of(3, "16", "32Gi"));
            assertThat(spec.fewestSteps()).hasValue(2);
            assertThat(spec.maxSteps()).isEqualTo(7);
            assertThat(spec.duration()).isEqualTo(Duration.ofMinutes(2));
            assertThat(spec.minReturn()).isNull();
            assertThat(spec.noise()).isZero();
        }
    }

    @Scenario("config")
    @Workload(deployment = "web", target = 3)
    @Nodes(memory = "64Gi")
    static class AnnotatedTestCase {

        @EpisodeTest(
                policy = "noop",
                reward = "scale",
                steps = 4,
                duration = "3m",
                minReturn = -2,
                noise = 0.5,
                stateSpace = StateSpace.SCALE)
        @Workload(deployment = "default/web", target = 1)
        @Nodes(count = 2, cpu = "8", pods = 10)
        void plays(Simulation simulation) {
            simulation.reset();
            var spec = simulation.spec();
            assertThat(spec.policy()).isEqualTo("noop");
            assertThat(spec.reward()).isEqualTo("scale");
            assertThat(spec.target()).isEqualTo(1);
            assertThat(spec.deployment()).hasToString("default/web");
            assertThat(spec.nodes()).isEqualTo(new NodeShape(2, Quantity.parse("8"), Quantity.parse("32Gi"), 10));
            assertThat(spec.fewestSteps()).isEmpty();
            assertThat(spec.maxSteps()).isEqualTo(4);
            assertThat(spec.duration()).isEqualTo(Duration.ofMinutes(3));
            assertThat(spec.minReturn()).isEqualTo(-2);
            assertThat(spec.noise()).isEqualTo(0.5);
            assertThat(spec.stateSpace()).isEqualTo(StateSpace.SCALE);
        }
    }

    @Scenario("config")
    @Workload(deployment = "web", target = 3)
    static class OverriddenTestCase {

        @EpisodeTest(policy = "noop", reward = "scale", steps = 4, duration = "3m", seed = 5, minReturn = -2, noise = 1)
        void plays(Simulation simulation) {
            simulation.reset();
            var spec = simulation.spec();
            assertThat(spec.policy()).isEqualTo("bump_cpu");
            assertThat(spec.reward()).isEqualTo("binary");
            assertThat(spec.target()).isEqualTo(5);
            assertThat(spec.maxSteps()).isEqualTo(11);
            assertThat(spec.duration()).isEqualTo(Duration.ofSeconds(90));
            assertThat(spec.minReturn()).isEqualTo(-9);
            assertThat(spec.noise()).isEqualTo(0.25);
        }
    }

    @Scenario("config")
    @Embedded(latency = Latency.KIND_LIKE, tieBreak = TieBreak.SEEDED_UNIFORM)
    static class EmbeddedTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Cluster cluster) {
            simulation.reset();
            assertThat(((EmbeddedCluster) cluster).options())
                    .isEqualTo(new EmbeddedOptions(Latency.INSTANT, TieBreak.SEEDED_UNIFORM, KubernetesVersion.V1_34));
        }
    }

    @Scenario("config")
    static class NoSlackTestCase {

        @EpisodeTest(slack = 3)
        void plays(Simulation simulation) {
            simulation.reset();
            assertThat(simulation.spec().maxSteps()).isEqualTo(2);
        }
    }

    @Scenario("config")
    static class OtherTargetTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
            assertThat(simulation.spec().fewestSteps()).isEmpty();
            assertThat(simulation.spec().maxSteps()).isEqualTo(40);
        }
    }

    @Scenario("config")
    static class NegativeStepsTestCase {

        @EpisodeTest(steps = -1)
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    static class BadDurationTestCase {

        @EpisodeTest(duration = "soon")
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    static class BadSlackTestCase {

        @EpisodeTest(slack = -2)
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    static class BadNoiseTestCase {

        @EpisodeTest(noise = -0.5)
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Workload(target = -3)
    static class BadTargetTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Workload(deployment = "a/b/c")
    static class BadDeploymentTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Nodes(count = -2)
    static class BadNodesTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Nodes(cpu = "sixteen")
    static class BadCpuTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Safeguards(minCpu = "17")
    static class GuardedTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
            assertThat(simulation.step(Action.REDUCE_CPU_SMALL).message()).contains("under the floor 17");
            assertThat(simulation.step(Action.REDUCE_MEM_SMALL).message()).isNull();
            assertThat(simulation.spec().fewestSteps()).isEmpty();
        }
    }

    @Scenario("config")
    @Safeguards(maxMemory = "lots")
    static class BadCapTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Safeguards(minReplicas = -1)
    static class BadReplicasTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("config")
    @Workload(deployment = "wep")
    static class UnknownDeploymentTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("plain")
    static class PlainTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }

    @Scenario("plain")
    @Workload(deployment = "web")
    static class PlainWebTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {}
    }
}
