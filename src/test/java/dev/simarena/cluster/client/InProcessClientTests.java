package dev.simarena.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.EmbeddedOptions;
import dev.simarena.cluster.NodeShape;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Use fabric8's client on an embedded cluster as on any other. */
class InProcessClientTests {

    private static final int SECONDS = 30;

    private final EmbeddedCluster cluster =
            new EmbeddedCluster(EmbeddedOptions.DEFAULT, NodeShape.of(2, "4", "8Gi"), 7);
    private final KubernetesClient client = cluster.client();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void objects_are_created_got_listed_and_deleted() {
        ConfigMap created = client.resource(map("a", "1")).create();
        assertThat(created.getMetadata().getUid()).isNotEmpty();
        assertThat(client.configMaps().withName("a").get().getData()).containsEntry("v", "1");
        client.resource(map("b", "1")).create();
        assertThat(client.configMaps().withLabel("app", "a").list().getItems())
                .extracting(item -> item.getMetadata().getName())
                .containsExactly("a");
        assertThat(client.configMaps().withName("a").delete()).hasSize(1);
        assertThat(client.configMaps().withName("a").get()).isNull();
        assertThat(client.nodes().list().getItems()).hasSize(2);
    }

    @Test
    void collection_is_deleted_by_labels() {
        client.resource(map("a", "1")).create();
        client.resource(map("b", "1")).create();
        client.configMaps().withLabel("app", "a").delete();
        assertThat(client.configMaps().withName("a").get()).isNull();
        assertThat(client.configMaps().withName("b").get()).isNotNull();
    }

    @Test
    void second_creation_is_a_conflict() {
        client.resource(map("a", "1")).create();
        assertThatThrownBy(() -> client.resource(map("a", "1")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
                });
    }

    @Test
    void objects_are_edited_and_patched() {
        client.resource(map("a", "1")).create();
        client.configMaps()
                .withName("a")
                .edit(map -> new ConfigMapBuilder(map).addToData("w", "2").build());
        client.configMaps()
                .withName("a")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\": {\"v\": null, \"x\": \"3\"}}");
        client.configMaps()
                .withName("a")
                .patch(PatchContext.of(PatchType.JSON), "[{\"op\": \"add\", \"path\": \"/data/y\", \"value\": \"4\"}]");
        assertThat(client.configMaps().withName("a").get().getData()).isEqualTo(Map.of("w", "2", "x", "3", "y", "4"));
        assertThatThrownBy(() -> client.resource(new ConfigMapBuilder(map("a", "9"))
                                .editMetadata()
                                .withResourceVersion("1")
                                .endMetadata()
                                .build())
                        .update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void objects_are_applied_by_the_server() {
        client.resource(map("a", "1")).serverSideApply();
        ConfigMap applied = client.resource(map("a", "2"))
                .fieldManager("me")
                .forceConflicts()
                .serverSideApply();
        assertThat(applied.getData()).containsEntry("v", "2");
        assertThat(applied.getMetadata().getManagedFields())
                .extracting(entry -> entry.getManager() + " " + entry.getOperation())
                .contains("me Apply");
    }

    @Test
    void leader_is_elected_by_a_lease() throws Exception {
        CountDownLatch leading = new CountDownLatch(1);
        CompletableFuture<?> election = client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName("operator")
                        .withLock(new LeaseLock("default", "lock", "me"))
                        .withLeaseDuration(Duration.ofSeconds(SECONDS))
                        .withRenewDeadline(Duration.ofSeconds(SECONDS / 2))
                        .withRetryPeriod(Duration.ofMillis(20))
                        .withLeaderCallbacks(new LeaderCallbacks(leading::countDown, () -> {}, leader -> {}))
                        .build())
                .build()
                .start();
        assertThat(leading.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(client.leases().withName("lock").get().getSpec().getHolderIdentity())
                .isEqualTo("me");
        election.cancel(true);
    }

    @Test
    void deployment_is_scaled_and_its_pods_become_ready() {
        client.resource(deployment("web", 1)).create();
        client.apps().deployments().withName("web").scale(3);
        assertThat(cluster.await(() -> ready("web") == 3, Duration.ofMinutes(1)))
                .isTrue();
        assertThat(client.pods().withLabel("app", "web").list().getItems())
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
        assertThat(client.apps()
                        .deployments()
                        .withName("web")
                        .scale()
                        .getStatus()
                        .getReplicas())
                .isEqualTo(3);
    }

    @Test
    void pods_are_evicted_as_far_as_their_budget_allows() {
        client.resource(deployment("web", 2)).create();
        client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .withNewSpec()
                        .withNewMinAvailable(2)
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
        cluster.advance(Duration.ofSeconds(10));
        Pod pod = client.pods().withLabel("app", "web").list().getItems().get(0);
        assertThat(client.pods().withName(pod.getMetadata().getName()).evict()).isFalse();
        client.policy().v1().podDisruptionBudget().withName("web").delete();
        assertThat(client.pods().withName(pod.getMetadata().getName()).evict()).isTrue();
    }

    @Test
    void watcher_sees_what_happens() throws InterruptedException {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Watch watch = client.configMaps().withLabel("app").watch(new Watcher<ConfigMap>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                if (action != Action.BOOKMARK) {
                    seen.add(action + " " + map.getMetadata().getName());
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed");
            }
        })) {
            client.resource(map("a", "1")).create();
            client.configMaps()
                    .withName("a")
                    .edit(map -> new ConfigMapBuilder(map).addToData("w", "2").build());
            client.configMaps().withName("a").delete();
            assertThat(List.of(next(seen), next(seen), next(seen)))
                    .containsExactly("ADDED a", "MODIFIED a", "DELETED a");
        }
    }

    @Test
    void watcher_by_a_client_that_tries_web_sockets_first_sees_it_too() throws InterruptedException {
        io.fabric8.kubernetes.client.Config config = InProcessClients.config();
        config.setOnlyHttpWatches(false);
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (KubernetesClient other = new KubernetesClientBuilder()
                        .withConfig(config)
                        .withHttpClientFactory(InProcessClients.factory(cluster.apiServer()))
                        .build();
                Watch watch = other.configMaps().withLabel("app").watch(new Watcher<ConfigMap>() {
                    @Override
                    public void eventReceived(Action action, ConfigMap map) {
                        if (action != Action.BOOKMARK) {
                            seen.add(action + " " + map.getMetadata().getName());
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        seen.add("closed");
                    }
                })) {
            client.resource(map("a", "1")).create();
            assertThat(next(seen)).isEqualTo("ADDED a");
        }
    }

    @Test
    void informer_holds_what_the_cluster_holds() {
        client.resource(map("a", "1")).create();
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().withLabel("app").inform()) {
            assertThat(informer.getStore().list()).hasSize(1);
            client.resource(map("b", "1")).create();
            client.configMaps().withName("a").delete();
            cluster.advance(Duration.ZERO);
            assertThat(informer.getStore().list())
                    .extracting(map -> map.getMetadata().getName())
                    .containsExactly("b");
        }
    }

    @Test
    void informer_lists_again_when_its_changes_are_forgotten() {
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().withLabel("app").inform()) {
            cluster.apiServer().exclusively(() -> {
                client.resource(map("a", "1")).create();
                cluster.apiServer().watches().forget();
                return true;
            });
            client.configMaps().withName("a").waitUntilCondition(Objects::nonNull, SECONDS, TimeUnit.SECONDS);
            await(() -> informer.getStore().list().size() == 1);
        }
    }

    @Test
    void condition_is_waited_for_while_another_thread_moves_time() throws Exception {
        client.resource(deployment("web", 1)).create();
        CompletableFuture<Deployment> waiting = client.apps()
                .deployments()
                .withName("web")
                .informOnCondition(list -> !list.isEmpty()
                        && Integer.valueOf(1).equals(list.get(0).getStatus().getReadyReplicas()))
                .thenApply(list -> list.get(0));
        cluster.advance(Duration.ofSeconds(10));
        assertThat(waiting.get(SECONDS, TimeUnit.SECONDS).getStatus().getReadyReplicas())
                .isEqualTo(1);
        assertThat(client.apps()
                        .deployments()
                        .withName("web")
                        .waitUntilCondition(web -> web.getStatus().getReadyReplicas() == 1, SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void refusal_is_told_at_once() {
        assertThatThrownBy(() -> client.raw("/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=abc"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("invalid syntax");
    }

    private int ready(String name) {
        Integer ready =
                client.apps().deployments().withName(name).get().getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    private void await(BooleanSupplier condition) {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            cluster.advance(Duration.ofMillis(1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String next(LinkedBlockingQueue<String> seen) throws InterruptedException {
        return String.valueOf(seen.poll(SECONDS, TimeUnit.SECONDS));
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app", name)
                .endMetadata()
                .addToData("v", value)
                .build();
    }

    private static Deployment deployment(String name, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("i:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
