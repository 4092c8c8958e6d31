package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.engine.apiserver.clock.RealTime;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Run an operator that is made with java-operator-sdk against an embedded cluster. */
class OperatorTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WALL_SECONDS = 60;

    @Test
    void operator_in_this_jvm_keeps_pace_with_virtual_time() {
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            KubernetesClient client = cluster.client();
            client.resource(Website.definition()).create();
            WebsiteReconciler reconciler = new WebsiteReconciler();
            Operator operator = started(
                    reconciler,
                    configuration ->
                            configuration.withKubernetesClient(client).withExecutorService(cluster.executor()));

            client.resource(Website.named("shop")).create();
            assertThat(cluster.await(() -> ready(client) == 2, MINUTE)).isTrue();
            assertThat(pods(client)).isEqualTo(2);
            assertThat(client.pods().list().getItems())
                    .allMatch(pod -> pod.getMetadata().getName().startsWith("shop-"));

            site(client).edit(site -> wanting(site, 4));
            assertThat(cluster.await(() -> ready(client) == 4, MINUTE)).isTrue();
            assertThat(site(client).get().getStatus().observedGeneration()).isEqualTo(2);

            site(client).scale(1);
            assertThat(cluster.await(() -> ready(client) == 1, MINUTE)).isTrue();
            assertThat(pods(client)).isEqualTo(1);

            site(client).delete();
            assertThat(cluster.await(() -> pods(client) == 0, MINUTE)).isTrue();
            assertThat(site(client).get()).isNull();
            assertThat(deployment(client).get()).isNull();
            assertThat(reconciler.cleaned()).containsExactly("shop");
            operator.stop();
        }
    }

    @Test
    void operator_over_the_loopback_interface_follows_real_time() {
        try (EmbeddedCluster cluster = new EmbeddedCluster();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
                        .build();
                RealTime time = RealTime.follow(cluster.apiServer(), 10)) {
            assertThat(time).isNotNull();
            client.resource(Website.definition()).create();
            WebsiteReconciler reconciler = new WebsiteReconciler();
            Operator operator = started(reconciler, configuration -> configuration.withKubernetesClient(client));

            client.resource(Website.named("shop")).create();
            site(client).waitUntilCondition(site -> readyIn(site) == 2, WALL_SECONDS, TimeUnit.SECONDS);
            assertThat(pods(client)).isEqualTo(2);

            site(client).edit(site -> wanting(site, 3));
            site(client).waitUntilCondition(site -> readyIn(site) == 3, WALL_SECONDS, TimeUnit.SECONDS);

            site(client).delete();
            site(client).waitUntilCondition(Objects::isNull, WALL_SECONDS, TimeUnit.SECONDS);
            deployment(client).waitUntilCondition(Objects::isNull, WALL_SECONDS, TimeUnit.SECONDS);
            assertThat(reconciler.cleaned()).containsExactly("shop");
            operator.stop();
        }
    }

    @Test
    void custom_kinds_are_served_in_forks() {
        try (EmbeddedCluster cluster = new EmbeddedCluster()) {
            KubernetesClient client = cluster.client();
            client.resource(Website.definition()).create();
            client.resource(Website.named("shop")).create();
            try (EmbeddedCluster fork = cluster.fork()) {
                KubernetesClient copy = fork.client();
                assertThat(raw(copy)).isEqualTo(raw(client));
                assertThat(copy.getApiResources("example.com/v1")).isEqualTo(client.getApiResources("example.com/v1"));
                assertThatThrownBy(() -> site(copy).edit(site -> wanting(site, 11)))
                        .isInstanceOfSatisfying(
                                KubernetesClientException.class,
                                refusal -> assertThat(refusal.getCode()).isEqualTo(422));
                copy.resource(Website.definition()).delete();
                assertThat(copy.getApiResources("example.com/v1")).isNull();
            }
            assertThat(site(client).get().getSpec().replicas()).isEqualTo(2);
            site(client).scale(3);
            assertThat(site(client).get().getSpec().replicas()).isEqualTo(3);
        }
    }

    private static Operator started(WebsiteReconciler reconciler, Consumer<ConfigurationServiceOverrider> how) {
        Operator operator = new Operator(configuration -> how.accept(configuration.withCloseClientOnStop(false)));
        operator.register(reconciler);
        operator.start();
        return operator;
    }

    private static Website wanting(Website site, int replicas) {
        site.setSpec(new Website.Wish(site.getSpec().image(), replicas));
        return site;
    }

    private static int ready(KubernetesClient client) {
        return readyIn(site(client).get());
    }

    private static int readyIn(Website site) {
        return site == null || site.getStatus() == null ? -1 : site.getStatus().readyReplicas();
    }

    private static long pods(KubernetesClient client) {
        return client.pods().inNamespace("default").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
    }

    private static GenericKubernetesResource raw(KubernetesClient client) {
        return client.genericKubernetesResources("example.com/v1", "Website")
                .inNamespace("default")
                .withName("shop")
                .get();
    }

    private static Resource<Website> site(KubernetesClient client) {
        return client.resources(Website.class).inNamespace("default").withName("shop");
    }

    private static RollableScalableResource<Deployment> deployment(KubernetesClient client) {
        return client.apps().deployments().inNamespace("default").withName("shop");
    }
}
