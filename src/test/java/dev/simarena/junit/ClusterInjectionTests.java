package dev.simarena.junit;

import static dev.simarena.junit.ArenaTestKit.cpuSlight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.NodeShape;
import dev.simarena.engine.model.TieBreak;
import dev.simarena.episode.Simulation;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Inject clusters and clients into plain tests and into episodes. */
@Execution(ExecutionMode.SAME_THREAD) // its tests gather clients in one list
class ClusterInjectionTests {

    private static final List<KubernetesClient> CLIENTS = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    @Test
    void plainTest_getsAClusterOfItsOwnThatIsClosedAfterwards() {
        CLIENTS.clear();
        var played = ArenaTestKit.in(folder).play(PlainTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(CLIENTS)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        client -> assertThat(client.getHttpClient().isClosed()).isTrue());
    }

    @Test
    void nodesAlone_bringTheExtension() {
        assertThat(ArenaTestKit.in(folder).play(NodesTestCase.class).failures()).isEmpty();
    }

    @Test
    void episodeTest_getsAClusterWithTheNodesAndSeedOfItsEpisode() throws IOException {
        var played = ArenaTestKit.in(folder)
                .trace("scenarios/inject/a.msgpack", cpuSlight())
                .play(EpisodeTestCase.class);

        assertThat(played.failures()).isEmpty();
        assertThat(played.passed()).containsExactly("a.msgpack");
    }

    @Test
    void clusterGivenToTheBuilder_staysOpen() {
        assertThat(ArenaTestKit.in(folder).play(GivenTestCase.class).failures()).isEmpty();
        assertThat(GivenTestCase.GIVEN.client().nodes().list().getItems()).hasSize(1);
        GivenTestCase.GIVEN.close();
    }

    @Test
    void equalSeeds_giveEqualUids() {
        CLIENTS.clear();
        List<String> first = uids("7");
        assertThat(uids("7")).isEqualTo(first);
        assertThat(uids("8")).isNotEqualTo(first);
    }

    private List<String> uids(String seed) {
        UidTestCase.UIDS.clear();
        assertThat(ArenaTestKit.in(folder)
                        .set(ArenaSettings.SEED, seed)
                        .play(UidTestCase.class)
                        .failures())
                .isEmpty();
        return List.copyOf(UidTestCase.UIDS);
    }

    @ExtendWith(SimulationExtension.class)
    static class PlainTestCase {

        @BeforeEach
        void prepare(KubernetesClient client) {
            assertThat(client.configMaps().list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .containsExactly("kube-root-ca.crt");
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("prepared")
                            .endMetadata()
                            .build())
                    .create();
            CLIENTS.add(client);
        }

        @Test
        void one(KubernetesClient client, Cluster cluster) {
            check(client, cluster);
        }

        @Test
        void two(KubernetesClient client, Cluster cluster) {
            check(client, cluster);
        }

        @AfterEach
        void stillOpen(KubernetesClient client) {
            assertThat(client.getHttpClient().isClosed()).isFalse();
        }

        private static void check(KubernetesClient client, Cluster cluster) {
            assertThat(client.configMaps().withName("prepared").get()).isNotNull();
            assertThat(cluster.client()).isSameAs(client);
            assertThat(client.nodes().list().getItems()).hasSize(3);
        }
    }

    @Nodes(count = 2, cpu = "3", memory = "5Gi", pods = 7)
    @Embedded(tieBreak = TieBreak.SEEDED_UNIFORM)
    static class NodesTestCase {

        @Test
        void plays(KubernetesClient client, Cluster cluster) {
            List<Node> nodes = client.nodes().list().getItems();
            assertThat(nodes)
                    .hasSize(2)
                    .allSatisfy(
                            node -> assertThat(node.getStatus().getAllocatable().toString())
                                    .isEqualTo("{cpu=3, memory=5Gi, pods=7}"));
            assertThat(((EmbeddedCluster) cluster).options().tieBreak()).isEqualTo(TieBreak.SEEDED_UNIFORM);
        }
    }

    @Scenario("inject")
    @Nodes(count = 5)
    static class EpisodeTestCase {

        @EpisodeTest
        void plays(Simulation simulation, KubernetesClient client) {
            simulation.reset();
            assertThat(client.nodes().list().getItems())
                    .hasSize(simulation.spec().nodes().count())
                    .hasSize(5);
        }
    }

    static class GivenTestCase {

        static final EmbeddedCluster GIVEN =
                new EmbeddedCluster(EmbeddedOptions.DEFAULT, NodeShape.of(1, "1", "1Gi"), 0);

        @RegisterExtension
        static final SimulationExtension ARENA =
                SimulationExtension.builder().cluster(GIVEN).build();

        @Test
        void plays(Cluster cluster) {
            assertThat(cluster).isSameAs(GIVEN);
        }
    }

    @ExtendWith(SimulationExtension.class)
    static class UidTestCase {

        static final List<String> UIDS = new ArrayList<>();

        @Test
        void plays(KubernetesClient client) {
            client.nodes()
                    .list()
                    .getItems()
                    .forEach(node -> UIDS.add(node.getMetadata().getUid()));
        }
    }
}
