package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.cluster.NodeShape;
import dev.simarena.episode.ActionDeltas;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeRecorder;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.SafeguardLimits;
import dev.simarena.episode.Simulation;
import dev.simarena.episode.StateSpace;
import dev.simarena.policy.Policies;
import dev.simarena.trace.DeploymentTrace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Reports on episodes that were really played. */
class PlayedEpisodeTests {

    private static final ReproduceCommand COMMAND = new ReproduceCommand("mvn verify -Darena.seed=7", 7);

    @Test
    void noopOnOverRequestedMemory_isToldWithTheSchedulersReason() {
        assertThat(EpisodeStory.of(play("noop", 2), COMMAND)).isEqualTo("""
                        Episode [mem-slight.msgpack × noop × seed 7] did not reach its target within 2 steps
                          expected: ready = 3, pending = 0
                           but was: ready = 0, pending = 3  (truncated by step limit 2, not terminated)

                          step  action  ready pending  cpu   memory  reward  note
                             0  –           0       3  500m  33Gi         –  FailedScheduling: Insufficient memory
                             1  noop        0       3  500m  33Gi     -0.45
                             2  noop        0       3  500m  33Gi     -0.45

                          the trace declares a solution in 4 steps
                          reproduce:  mvn verify -Darena.seed=7""");
    }

    @Test
    void bumpOverTheCap_isToldAsBlocked() {
        assertThat(EpisodeStory.of(play("bump_mem", 1), COMMAND).lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("     1  bump_mem_small      0       3  500m  33Gi     -0.45  blocked: ")
                        .contains("32Gi"));
    }

    @Test
    void referencePolicy_isToldAsSolvedWithTheDiffOfAllItsSteps() {
        Episode episode = play("reference", 5);

        assertThat(EpisodeStory.of(episode, COMMAND))
                .startsWith("Episode [mem-slight.msgpack × reference × seed 7] reached its target in 4 steps\n");
        assertThat(TraceDiff.of(
                        "mem-slight.msgpack",
                        episode.spec().trace().events(),
                        episode.finalTrace().events()))
                .contains("-              \"memory\" : \"33Gi\"\n+              \"memory\" : \"32768Mi\"\n");
    }

    private static Episode play(String policy, int maxSteps) {
        EpisodeSpec spec = new EpisodeSpec(
                "memory",
                "mem-slight.msgpack",
                DeploymentTrace.builder().memory("33Gi").build(),
                EpisodeBuilder.WEB,
                3,
                NodeShape.DEFAULT,
                policy,
                "gradual",
                42,
                0,
                maxSteps,
                null,
                Duration.ofMinutes(2),
                StateSpace.BASE,
                0,
                ActionDeltas.defaults(),
                SafeguardLimits.defaults(),
                OptionalInt.of(4));
        try (Simulation simulation =
                new Simulation(spec, new EmbeddedCluster(), new NamespaceHooks(), EpisodeRecorder.NONE, List.of())) {
            return simulation.play(Policies.named(policy));
        }
    }
}
