package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What was seen on a control plane that had just begun. */
class SystemObjectsTests {

    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final Gvk SERVICE_ACCOUNT = new Gvk("", "v1", "ServiceAccount");

    private final World world = new World(WorldOptions.of(1, Manifests.START).withSystemObjects(true));

    @Test
    void every_namespace_has_an_account_and_a_bundle() {
        assertThat(where(SERVICE_ACCOUNT, "default"))
                .containsExactlyInAnyOrder("default", "kube-node-lease", "kube-public", "kube-system");
        world.submit(Manifests.namespace("mine"));
        assertThat(where(SERVICE_ACCOUNT, "default")).contains("mine");
        assertThat(where(CONFIG_MAP, "kube-root-ca.crt")).contains("default", "mine");
        ObjectNode bundle = Objects.requireNonNull(world.get(CONFIG_MAP, "mine", "kube-root-ca.crt"));
        assertThat(bundle.at("/data/ca.crt").isTextual()).isTrue();
    }

    @Test
    void they_come_back_where_they_were_deleted_and_go_with_their_namespace() {
        world.delete(CONFIG_MAP, "default", "kube-root-ca.crt", Propagation.BACKGROUND);
        assertThat(world.exists(CONFIG_MAP, "default", "kube-root-ca.crt")).isTrue();
        world.submit(Manifests.namespace("mine"));
        world.requests().delete(Gvk.NAMESPACE, null, "mine", DeleteOptions.DEFAULT);
        world.advance(Duration.ofSeconds(20));
        assertThat(world.exists(Gvk.NAMESPACE, null, "mine")).isFalse();
        assertThat(where(CONFIG_MAP, "kube-root-ca.crt")).doesNotContain("mine");
    }

    @Test
    void the_bundle_counts_in_quotas() {
        world.submit(Manifests.json("""
                {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "q", "namespace": "default"},
                 "spec": {"hard": {"configmaps": "3"}}}
                """));
        ObjectNode quota = Objects.requireNonNull(world.get(new Gvk("", "v1", "ResourceQuota"), "default", "q"));
        assertThat(quota.at("/status/used/configmaps").asText()).isEqualTo("1");
    }

    @Test
    void there_are_the_service_and_the_classes_of_the_system() {
        assertThat(world.exists(new Gvk("", "v1", "Service"), "default", "kubernetes"))
                .isTrue();
        assertThat(world.list(new Gvk("scheduling.k8s.io", "v1", "PriorityClass"), null).stream()
                        .map(json -> json.at("/metadata/name").asText() + " "
                                + json.path("value").asText()))
                .containsExactlyInAnyOrder("system-cluster-critical 2000000000", "system-node-critical 2000001000");
    }

    @Test
    void by_default_there_is_nothing_of_all_this() {
        World bare = new World(WorldOptions.of(1, Manifests.START));
        bare.submit(Manifests.namespace("mine"));
        assertThat(bare.objects()).allMatch(object -> object.gvk().equals(Gvk.NAMESPACE));
    }

    private List<String> where(Gvk gvk, String name) {
        return world.list(gvk, null).stream()
                .filter(json -> json.at("/metadata/name").asText().equals(name))
                .map(json -> json.at("/metadata/namespace").asText())
                .toList();
    }
}
