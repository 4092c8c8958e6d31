package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.cluster.Replay;
import dev.simarena.cluster.ReplayRequest;
import dev.simarena.episode.Action;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Simulation;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEdits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SelfChecksTests {

    private static final DeploymentRef WEB = DeploymentRef.parse("default/web");

    @TempDir
    Path folder;

    @Test
    void scenario_isCheckedOnce_byTestsOfItsOwn() throws IOException {
        var played = kit().traces("cpu", 2).play(CpuTestCase.class);

        assertThat(played.tests())
                .containsExactlyInAnyOrder(
                        "01.msgpack",
                        "02.msgpack",
                        SelfChecks.NOOP,
                        "self-check: reference solves everything",
                        SelfChecks.CHEATS,
                        "01.msgpack",
                        "02.msgpack");
        assertThat(played.failures()).isEmpty();
    }

    @Test
    void taskThatIsNone_isTold() throws IOException {
        var played = kit().trace(
                        "scenarios/cpu/healthy.msgpack",
                        DeploymentTrace.builder().build())
                .traces("cpu", 1)
                .play(CpuTestCase.class);

        assertThat(played.failures())
                .containsEntry(
                        SelfChecks.NOOP,
                        "Self-check [self-check: noop solves nothing] of scenario [cpu] failed for 1 trace. Mend the scenario.\n"
                                + "  healthy.msgpack: noop solves it in 0 steps");
    }

    @Test
    void referenceThatSolvesNothing_isTold() throws IOException {
        var played = kit().traces("cpu", 1).play(WeakReferenceTestCase.class);

        assertThat(played.failures())
                .containsEntry(
                        "self-check: bump_cpu solves everything",
                        "Self-check [self-check: bump_cpu solves everything] of scenario [cpu] failed for 1 trace."
                                + " Mend the scenario.\n  01.msgpack: bump_cpu does not solve it within 7 steps");
    }

    @Test
    void knownUnsolved_isNoTaskOfTheReference() throws IOException {
        assertThat(kit().traces("cpu", 1).play(KnownTestCase.class).failures()).isEmpty();
    }

    @Test
    void clusterThatShowsWhatIsNotThere_isTold() throws IOException {
        var played = kit().traces("cpu", 1).play(LyingClusterTestCase.class);

        assertThat(played.failures().get(SelfChecks.CHEATS))
                .endsWith(
                        "\n  01.msgpack: deleting the Deployment counts as solved\n  01.msgpack: scaling to zero counts as solved");
    }

    @Test
    void checks_areOff_whereToldSo() throws IOException {
        assertThat(kit().traces("cpu", 1).play(UncheckedTestCase.class).tests()).containsExactly("01.msgpack");
        assertThat(ArenaTestKit.in(folder).play(CpuTestCase.class).tests()).containsOnly("01.msgpack");
        assertThat(kit().set(ArenaSettings.TRACE, "01*").play(CpuTestCase.class).tests())
                .containsOnly("01.msgpack");
        assertThat(kit().play(NoScenarioTestCase.class).tests()).containsExactly("01.msgpack");
    }

    @Test
    void cheats_doWhatTheySay() {
        Trace trace = cpuSlight();

        assertThat(TraceEdits.copies(Cheats.scaledToZero(trace, WEB), WEB))
                .isNotEmpty()
                .allSatisfy(copy -> assertThat(copy.replicas()).isZero());
        Trace deleted = Cheats.deleted(trace, WEB);
        assertThat(deleted.events().get(deleted.events().size() - 1).deleted()).hasSize(1);
        EpisodeSpec spec = EpisodeSpec.declaredBy("a", deleted);
        try (Simulation simulation =
                new Simulation(spec, new EmbeddedCluster(), new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            assertThat(simulation.play(seen -> Action.NOOP).outcome()).isNotEqualTo(EpisodeOutcome.SOLVED);
        }
    }

    private ArenaTestKit kit() {
        return ArenaTestKit.in(folder).set(ArenaSettings.SELF_CHECK, "true");
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest
        void first(Simulation simulation) {
            simulation.reset();
        }

        @EpisodeTest
        void second(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    @SelfCheck(reference = "always_bump_cpu")
    static class WeakReferenceTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    @SelfCheck(reference = "always_bump_cpu")
    static class KnownTestCase {

        @EpisodeTest
        @ExpectedUnsolved(value = "#12", policy = "always_bump_cpu")
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    @SelfCheck(false)
    static class UncheckedTestCase {

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    static class NoScenarioTestCase {

        @EpisodeTest(traces = "scenarios/cpu")
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    @Scenario("cpu")
    static class LyingClusterTestCase {

        @RegisterExtension
        static final SimulationExtension ARENA =
                SimulationExtension.builder().cluster(new LyingCluster()).build();

        @EpisodeTest
        void plays(Simulation simulation) {
            simulation.reset();
        }
    }

    /** Show the healthy pods of another trace whatever is played. */
    private static final class LyingCluster implements Cluster {

        private final Cluster cluster = new EmbeddedCluster();

        @Override
        public String name() {
            return "lying";
        }

        @Override
        public Replay replay(ReplayRequest request) {
            Trace healthy = DeploymentTrace.builder().build();
            ClusterState state = cluster.replay(new ReplayRequest(
                            request.simulation(),
                            healthy,
                            NodeShape.DEFAULT,
                            request.duration(),
                            new NamespaceHooks(),
                            request.runId(),
                            request.seed()))
                    .state();
            return new Replay(request.simulation(), "uid", state, List.of());
        }
    }
}
