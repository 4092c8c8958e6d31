package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.kube.LoopbackCluster;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choose the cluster of a kubeconfig by settings and annotation. */
class RealClusterTests {

    @TempDir
    Path folder;

    @Test
    void setting_plays_the_same_scenario_on_the_cluster_of_the_kubeconfig() throws IOException {
        try (LoopbackCluster there = new LoopbackCluster(folder)) {
            Set<String> before = there.names();
            var played = ArenaTestKit.in(folder)
                    .trace("scenarios/web/slight.msgpack", ArenaTestKit.tooMany())
                    .set(ArenaSettings.CLUSTER, "kubeconfig")
                    .set(ArenaSettings.KUBECONFIG, there.kubeconfig.toString())
                    .set(ArenaSettings.SIMKUBE, "none")
                    .set(ArenaSettings.DURATION, "1s")
                    .play(WebTestCase.class);
            assertThat(played.failures()).isEmpty();
            assertThat(played.passed()).containsExactly("slight.msgpack");
            assertThat(there.names()).isEqualTo(before);
        }
    }

    @Test
    void annotation_means_the_same_and_a_broken_environment_is_no_score() throws IOException {
        assertThat(ArenaTestKit.in(folder)
                        .trace("scenarios/web/slight.msgpack", ArenaTestKit.tooMany())
                        .set(ArenaSettings.KUBECONFIG, folder.resolve("none").toString())
                        .play(RealTestCase.class)
                        .failures())
                .hasEntrySatisfying(
                        "slight.msgpack",
                        message -> assertThat(message)
                                .contains("was aborted")
                                .contains("Kubeconfig [%s] is not there.".formatted(folder.resolve("none"))));
    }

    @Test
    void setting_wins_over_the_annotation() throws IOException {
        assertThat(ArenaTestKit.in(folder)
                        .trace("scenarios/web/slight.msgpack", ArenaTestKit.tooMany())
                        .set(ArenaSettings.CLUSTER, "embedded")
                        .play(RealTestCase.class)
                        .failures())
                .isEmpty();
    }

    @Scenario("web")
    static class WebTestCase {

        @EpisodeTest
        void solves(Simulation simulation, Policy policy, Cluster cluster) {
            assertThat(cluster.name()).isEqualTo("kubeconfig");
            assertThat(simulation.play(policy)).isSolved().inFewestSteps().leftNothingBehind();
        }
    }

    @Scenario("web")
    @RealCluster(kubeconfig = "nowhere")
    static class RealTestCase {

        @EpisodeTest
        void solves(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }
}
