package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static dev.simarena.junit.ArenaTestKit.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.TraceFormatException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class EpisodeTestTests {

    @TempDir
    Path folder;

    @Test
    void folderOfTraces_oneTestPerTraceNamedAndSortedByFile() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/nested/b.sktrace", cpuSlight())
                .trace("scenarios/cpu/z.msgpack", tooMany())
                .trace("scenarios/cpu/a.msgpack", cpuSlight())
                .garbage("scenarios/cpu/README.md")
                .play(CpuTestCase.class);

        assertThat(played.tests()).containsExactly("a.msgpack", "nested/b.sktrace", "z.msgpack");
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void unreadableFile_failsUnderItsNameAndOthersPlay() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/a.msgpack", cpuSlight())
                .garbage("scenarios/cpu/broken.msgpack")
                .trace("scenarios/cpu/c.msgpack", cpuSlight())
                .play(CpuTestCase.class);

        assertThat(played.passed()).containsExactly("a.msgpack", "c.msgpack");
        assertThat(played.failures()).containsOnlyKeys("broken.msgpack");
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("broken.msgpack")
                .hasRootCauseInstanceOf(TraceFormatException.class);
    }

    @Test
    void unreadableFile_failsOnceForAllPolicies_andIsCountedAsConfigurationError() throws IOException {
        var kit = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/a.msgpack", cpuSlight())
                .garbage("scenarios/cpu/broken.msgpack")
                .set(ArenaSettings.POLICY, "reference,heuristic");
        var played = kit.play(CpuTestCase.class);

        assertThat(played.tests()).containsExactly("a.msgpack [reference]", "a.msgpack [heuristic]", "broken.msgpack");
        assertThat(played.failures()).containsKey("broken.msgpack");
        assertThat(kit.records().resolve("summary.json"))
                .content()
                .contains("\"configuration_errors\" : [ \"cpu/broken.msgpack\" ]");
        assertThat(kit.records().resolve("summary.txt"))
                .content()
                .contains("Configuration errors: 1 not played (cpu/broken.msgpack).");
    }

    @Test
    void policyThatTheTestBringsItself_isRecordedAsCustom_notUnderTheNameOfAnother() throws IOException {
        var kit = ArenaTestKit.in(folder).trace("scenarios/cpu/a.msgpack", cpuSlight());
        var played = kit.play(OwnPolicyTestCase.class);

        assertThat(played.failure().getMessage())
                .startsWith("Episode [a.msgpack × custom × seed 0] did not reach its target")
                .doesNotContain("-Darena.policy");
        assertThat(kit.records().resolve("cpu/a/custom/step.jsonl")).exists();
        assertThat(kit.records().resolve("cpu/a/reference")).doesNotExist();
    }

    @Test
    void missingFolder_failsWithTheAbsolutePath() {
        var played = ArenaTestKit.in(folder).play(CpuTestCase.class);

        assertThat(played.tests()).isEmpty();
        assertThat(played.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Trace folder [scenarios/cpu] of [CpuTestCase] does not exist. Create "
                        + folder.resolve("scenarios/cpu") + ", ");
    }

    @Test
    void emptyFolder_failsWithTheAbsolutePath() throws IOException {
        Files.createDirectories(folder.resolve("scenarios/cpu"));

        assertThat(ArenaTestKit.in(folder).play(CpuTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(JunitMessages.emptyFolder(
                        folder.resolve("scenarios/cpu"), TraceFolder.DEFAULT_PATTERN, "CpuTestCase"));
    }

    @Test
    void globOfTraces_playsWhatMatches() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("traces/cpu-1.msgpack", cpuSlight())
                .trace("traces/mem-1.msgpack", cpuSlight())
                .trace("traces/deep/cpu-2.msgpack", cpuSlight())
                .play(GlobTestCase.class);

        assertThat(played.tests()).containsExactly("cpu-1.msgpack", "deep/cpu-2.msgpack");
    }

    @Test
    void oneFile_playsAlone() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("traces/one.msgpack", cpuSlight())
                .trace("traces/two.msgpack", cpuSlight())
                .play(OneFileTestCase.class);

        assertThat(played.tests()).containsExactly("one.msgpack");
    }

    @Test
    void tracesBesideTheClass_areFoundOnTheClassPath() throws Exception {
        Path root = Path.of(
                getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        ArenaTestKit.in(root.resolve("dev/simarena/junit")).trace("traces-beside/beside.msgpack", cpuSlight());

        var played = ArenaTestKit.in(folder).play(ClassPathTestCase.class);

        assertThat(played.tests()).containsExactly("beside.msgpack");
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void severalPoliciesAndRewards_playAsMatrixInOrder() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/matrix/a.msgpack", cpuSlight())
                .trace("scenarios/matrix/b.msgpack", cpuSlight())
                .play(MatrixTestCase.class);

        assertThat(played.tests())
                .containsExactly(
                        "a.msgpack [noop, gradual]",
                        "a.msgpack [noop, binary]",
                        "a.msgpack [reference, gradual]",
                        "a.msgpack [reference, binary]",
                        "b.msgpack [noop, gradual]",
                        "b.msgpack [noop, binary]",
                        "b.msgpack [reference, gradual]",
                        "b.msgpack [reference, binary]");
    }

    @Test
    void severalPoliciesOnly_onlyThePolicyIsAppended() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/a.msgpack", cpuSlight())
                .set(ArenaSettings.POLICY, "reference, noop")
                .play(AnyOutcomeTestCase.class);

        assertThat(played.tests()).containsExactly("a.msgpack [reference]", "a.msgpack [noop]");
    }

    @Test
    void metaAnnotations_workLikeTheAnnotations() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/pressure/a.msgpack", cpuSlight())
                .play(MetaTestCase.class);

        assertThat(played.passed()).containsExactly("a.msgpack");
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void inheritedAndNested_countLikeOwn() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/cpu/a.msgpack", cpuSlight())
                .play(InheritingTestCase.class);

        assertThat(played.passed()).containsExactlyInAnyOrder("a.msgpack", "a.msgpack");
        assertThat(played.results().testEvents().started().stream())
                .allSatisfy(event -> assertThat(event.getTestDescriptor().getTags())
                        .extracting(Object::toString)
                        .contains(Scenario.TAG));
    }

    @Test
    void parallelExecution_playsTheSame() throws IOException {
        ArenaTestKit kit = ArenaTestKit.in(folder)
                .set("junit.jupiter.execution.parallel.enabled", "true")
                .set("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .set("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .set("junit.jupiter.execution.parallel.config.executor-service", "FORK_JOIN_POOL")
                .set("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        for (int i = 10; i < 30; i++) {
            kit.trace("scenarios/cpu/t" + i + ".msgpack", i % 2 == 0 ? cpuSlight() : tooMany());
        }
        var played = kit.play(CpuTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.tests()).hasSize(20).contains("t10.msgpack", "t29.msgpack");
    }

    @Test
    void records_areWrittenAndMerged() throws IOException {
        ArenaTestKit kit = ArenaTestKit.in(folder).trace("scenarios/cpu/a.msgpack", cpuSlight());
        kit.play(CpuTestCase.class);

        assertThat(kit.records().resolve("step.jsonl")).content().hasLineCount(3);
        assertThat(kit.records().resolve("summary.json")).content().contains("\"cpu\"");
        assertThat(folder.resolve("results/environment.properties")).exists();
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest
        void podsBecomeReady(Simulation simulation, Policy policy) {
            ArenaAssertions.assertThat(simulation.play(policy))
                    .isSolved()
                    .inFewestSteps()
                    .leftNothingBehind();
        }
    }

    @Scenario("cpu")
    static class AnyOutcomeTestCase {

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario(value = "glob", traces = "traces/**/cpu-*.msgpack")
    static class GlobTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("one")
    static class OneFileTestCase {

        @EpisodeTest(traces = "traces/one.msgpack")
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    static class OwnPolicyTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            ArenaAssertions.assertThat(simulation.play(observation -> Action.NOOP))
                    .isSolved();
        }
    }

    @Scenario("beside")
    static class ClassPathTestCase {

        @EpisodeTest(traces = "traces-beside")
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("matrix")
    static class MatrixTestCase {

        @EpisodeTest(
                policy = {"noop", "reference"},
                reward = {"gradual", "binary"})
        void plays(Simulation simulation, Policy policy) {
            assertThat(List.of(
                            simulation.play(policy).spec().policy(),
                            simulation.spec().reward()))
                    .isEqualTo(List.of(
                            simulation.spec().policy(), simulation.spec().reward()));
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @Scenario("pressure")
    @Tag("own")
    @Workload(deployment = "default/web", target = 2)
    @Nodes(count = 2)
    @interface PressureScenario {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @EpisodeTest(policy = "noop", steps = 3)
    @interface NoopTest {}

    @PressureScenario
    static class MetaTestCase {

        @NoopTest
        void takesAll(Simulation simulation, Policy policy) {
            assertThat(simulation.spec().scenario()).isEqualTo("pressure");
            assertThat(simulation.spec().target()).isEqualTo(2);
            assertThat(simulation.spec().nodes().count()).isEqualTo(2);
            assertThat(simulation.play(policy).stepCount()).isEqualTo(3);
        }
    }

    static class InheritingTestCase extends CpuTestCase {

        @Nested
        class Inner {

            @EpisodeTest
            void plays(Simulation simulation, Policy policy) {
                ArenaAssertions.assertThat(simulation.play(policy)).isSolved();
            }
        }
    }
}
