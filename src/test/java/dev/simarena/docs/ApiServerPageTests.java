package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.junit.Nodes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Run the snippets of docs/API_SERVER.md. */
// tag::inject[]
@Nodes(count = 2, cpu = "4", memory = "8Gi")
class ApiServerPageTests {

    @Test
    void podsBecomeReady(KubernetesClient client, Cluster cluster) {
        client.resource(web(3)).create();

        BooleanSupplier ready = () -> client.resource(web(3)).isReady();
        assertThat(cluster.await(ready, Duration.ofMinutes(1))).isTrue();
        assertThat(client.pods().withLabel("app", "web").list().getItems()).hasSize(3);
    }
    // end::inject[]

    @Test
    void timeMovesWhenToldTo(KubernetesClient client, Cluster cluster) {
        // tag::time[]
        cluster.advance(Duration.ofHours(1));

        assertThat(cluster.await(() -> client.pods().list().getItems().isEmpty(), Duration.ofMinutes(5)))
                .isTrue();
        // end::time[]
    }

    @Test
    void operatorKeepsPace(KubernetesClient client, Cluster cluster) {
        // tag::operator[]
        try (SharedIndexInformer<ConfigMap> operator = client.configMaps().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap wish) {
                client.resource(web(Integer.parseInt(wish.getData().getOrDefault("replicas", "0"))))
                        .createOr(present -> present.update());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap wish) {
                onAdd(wish);
            }

            @Override
            public void onDelete(ConfigMap wish, boolean unknown) {
                client.resource(web(0)).delete();
            }
        })) {
            client.resource(wish("2")).create();
            cluster.advance(Duration.ofSeconds(10));
            assertThat(client.pods().withLabel("app", "web").list().getItems()).hasSize(2);

            client.resource(wish("4")).update();
            cluster.advance(Duration.ofSeconds(10));
            assertThat(client.pods().withLabel("app", "web").list().getItems()).hasSize(4);
        }
        // end::operator[]
    }

    @Test
    void forksLookAhead(KubernetesClient client, Cluster cluster) {
        client.resource(web(1)).create();
        // tag::fork[]
        try (EmbeddedCluster ahead = ((EmbeddedCluster) cluster).fork()) {
            ahead.client().resource(web(1)).delete();
            ahead.advance(Duration.ofDays(1));
            assertThat(ahead.client().pods().list().getItems()).isEmpty();
        }
        assertThat(client.pods().list().getItems()).hasSize(1);
        // end::fork[]
    }

    private static ConfigMap wish(String replicas) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("wish")
                .endMetadata()
                .addToData("replicas", replicas)
                .build();
    }

    private static Deployment web(int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
    // tag::inject[]
}
// end::inject[]
