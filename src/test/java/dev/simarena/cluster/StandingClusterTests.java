package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Use the world of an embedded cluster that stands, and clients in the worlds of replays. */
class StandingClusterTests {

    private static final long START = 1_730_390_400;
    private static final int SECONDS = 30;

    @Test
    void time_stands_still_until_it_is_moved() {
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            assertThat(cluster.now()).isEqualTo(EmbeddedCluster.START);
            cluster.client().resource(map("a")).create();
            assertThat(cluster.now()).isEqualTo(EmbeddedCluster.START);
            cluster.advance(Duration.ofMinutes(5));
            assertThat(cluster.now()).isEqualTo(EmbeddedCluster.START.plusSeconds(300));
            assertThat(cluster.await(() -> false, Duration.ofSeconds(7))).isFalse();
            assertThat(cluster.now()).isEqualTo(EmbeddedCluster.START.plusSeconds(307));
            assertThat(cluster.await(() -> true, Duration.ofSeconds(7))).isTrue();
            assertThat(cluster.now()).isEqualTo(EmbeddedCluster.START.plusSeconds(307));
            assertThatThrownBy(() -> cluster.advance(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fork_is_independent_and_goes_on_where_the_original_was() {
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            cluster.client().resource(map("a")).create();
            cluster.advance(Duration.ofSeconds(3));
            try (EmbeddedCluster fork = cluster.fork()) {
                assertThat(fork.now()).isEqualTo(cluster.now());
                assertThat(fork.client().configMaps().withName("a").get())
                        .isEqualTo(cluster.client().configMaps().withName("a").get());
                fork.client().resource(map("b")).create();
                cluster.client().configMaps().withName("a").delete();
                assertThat(names(fork.client())).containsExactly("a", "b");
                assertThat(names(cluster.client())).isEmpty();
            }
            assertThat(names(cluster.client())).isEmpty();
        }
    }

    @Test
    void equal_clusters_give_equal_objects() {
        assertThat(created(7)).isEqualTo(created(7));
        assertThat(created(7)).isNotEqualTo(created(8));
    }

    @Test
    void closed_cluster_leaves_no_thread_and_serves_nobody() throws Exception {
        EmbeddedCluster cluster = new EmbeddedCluster();
        KubernetesClient client = cluster.client();
        CompletableFuture<Thread> handler = new CompletableFuture<>();
        SharedIndexInformer<ConfigMap> informer = client.configMaps().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                handler.complete(Thread.currentThread());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap map) {}

            @Override
            public void onDelete(ConfigMap map, boolean unknown) {}
        });
        client.resource(map("a")).create();
        Thread thread = handler.get(SECONDS, TimeUnit.SECONDS);
        cluster.close();
        thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
        assertThat(thread.isAlive()).isFalse();
        assertThat(cluster.name()).isEqualTo("embedded");
        assertThatIllegalStateException()
                .isThrownBy(cluster::client)
                .withMessage("Cluster [embedded] is closed. Use it before, or make another one.");
        assertThatThrownBy(() -> client.configMaps().list()).hasStackTraceContaining("is closed");
        assertThat(informer.isRunning()).isFalse();
    }

    @Test
    void client_that_was_closed_is_replaced() {
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            KubernetesClient first = cluster.client();
            assertThat(cluster.client()).isSameAs(first);
            first.close();
            cluster.client().resource(map("a")).create();
            assertThat(names(cluster.client())).containsExactly("a");
        }
    }

    @Test
    void operator_acts_inside_a_replay_before_its_time_moves_on() throws IOException {
        NamespaceHooks hooks = new NamespaceHooks();
        hooks.on(HookStage.PRE_RUN, context -> {
            KubernetesClient client = context.client();
            client.apps().deployments().inAnyNamespace().inform(new ResourceEventHandler<Deployment>() {
                @Override
                public void onAdd(Deployment web) {
                    client.resource(web).scale(4);
                }

                @Override
                public void onUpdate(Deployment before, Deployment web) {}

                @Override
                public void onDelete(Deployment web, boolean unknown) {}
            });
        });
        Trace trace = Trace.of(List.of(new TraceEvent(START, List.of(TraceObject.of(web())), List.of())));
        ReplayRequest request =
                new ReplayRequest("test", trace, NodeShape.DEFAULT, Duration.ofSeconds(30), hooks, "run", 1);
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            Replay first = cluster.replay(request);
            assertThat(first.state().pods()).hasSize(4).allMatch(PodState::ready);
            assertThat(first.leftovers()).isEmpty();
            assertThat(cluster.replay(request).state()).isEqualTo(first.state());
        }
    }

    @Test
    void cluster_that_only_replays_says_so() {
        Cluster other = new Cluster() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Replay replay(ReplayRequest request) {
                throw new EnvironmentException("Cluster [other] is not there. Start it.");
            }
        };
        assertThatThrownBy(other::client)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Cluster [other] only replays traces. Ask the embedded cluster for clients and time.");
        assertThatThrownBy(other::kubeconfig).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(other::now).isInstanceOf(UnsupportedOperationException.class);
    }

    private static ConfigMap created(long seed) {
        try (EmbeddedCluster cluster = new EmbeddedCluster(EmbeddedOptions.DEFAULT, NodeShape.DEFAULT, seed)) {
            return cluster.client().resource(map("a")).create();
        }
    }

    private static List<String> names(KubernetesClient client) {
        return client.configMaps().list().getItems().stream()
                .map(map -> map.getMetadata().getName())
                .filter(name -> !name.equals("kube-root-ca.crt"))
                .toList();
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static ObjectNode web() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
                 "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}},
                   "spec": {"containers": [{"name": "web", "image": "web"}]}}}}
                """);
    }
}
