package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Job;
import dev.simarena.engine.model.Phase;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GarbageCollectionTests {

    private static final Gvk ROOT = new Gvk("simkube.io", "v1", "SimulationRoot");
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");

    @ParameterizedTest
    @EnumSource(names = {"BACKGROUND", "FOREGROUND"})
    void deleted_deployment_takes_its_replica_sets_and_pods_along(Propagation propagation) {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 3, "500m", "512Mi"));
        world.delete(Gvk.DEPLOYMENT, "default", "web", propagation);
        assertThat(world.pods()).isEmpty();
        assertThat(world.list(Gvk.REPLICA_SET, null)).isEmpty();
        assertThat(world.nodes())
                .allMatch(node -> node.requestedCpuMilli() == 0 && node.pods().isEmpty());
    }

    @Test
    void orphaned_replica_set_goes_on_alone() {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 3, "500m", "512Mi"));
        world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.ORPHAN);
        assertThat(world.pods()).hasSize(3).allMatch(pod -> pod.deployment() == null);
        world.delete(Gvk.POD, "default", world.pods().get(0).name(), Propagation.BACKGROUND);
        assertThat(world.pods()).hasSize(3);
    }

    @Test
    void deleted_root_takes_objects_of_any_kind_along() {
        World world = Manifests.world(1);
        ObjectNode root = world.apply(root("root"));
        world.submit(owned(Manifests.deployment("web", 2, "1", "1Gi"), root));
        world.submit(owned(Manifests.pod("bare", "1", "1Gi"), root));
        world.submit(owned(configMap("data"), root));
        world.submit(configMap("other"));
        world.delete(ROOT, null, "root", Propagation.FOREGROUND);
        assertThat(world.pods()).isEmpty();
        assertThat(world.deployments()).isEmpty();
        assertThat(world.exists(CONFIG_MAP, "default", "data")).isFalse();
        assertThat(world.exists(CONFIG_MAP, "default", "other")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKGROUND", "FOREGROUND"})
    void object_with_another_living_owner_stays(Propagation propagation) {
        World world = Manifests.world(1);
        ObjectNode first = world.apply(root("first"));
        ObjectNode second = world.apply(root("second"));
        world.submit(owned(owned(configMap("data"), first), second));
        world.delete(ROOT, null, "first", propagation);
        assertThat(world.exists(CONFIG_MAP, "default", "data")).isTrue();
        world.delete(ROOT, null, "second", propagation);
        assertThat(world.exists(CONFIG_MAP, "default", "data")).isFalse();
    }

    @Test
    void object_whose_owner_never_existed_is_collected() {
        World world = Manifests.world(1);
        ObjectNode absent = root("absent");
        ((ObjectNode) absent.path("metadata")).put("uid", "00000000-0000-4000-8000-000000000000");
        world.submit(owned(configMap("data"), absent));
        assertThat(world.exists(CONFIG_MAP, "default", "data")).isFalse();
    }

    @Test
    void deleted_namespace_loses_its_content() {
        World world = Manifests.world(1);
        world.submit(Manifests.namespace("other"));
        ObjectNode manifest = Manifests.deployment("web", 2, "1", "1Gi");
        ((ObjectNode) manifest.path("metadata")).put("namespace", "other");
        world.submit(manifest);
        world.submit(Manifests.pod("bare", "1", "1Gi"));
        world.delete(Gvk.NAMESPACE, null, "other", Propagation.BACKGROUND);
        assertThat(world.deployments()).isEmpty();
        assertThat(world.pods()).singleElement().matches(pod -> pod.name().equals("bare"));
        assertThatThrownBy(() -> world.submit(manifest))
                .isInstanceOf(ApiException.class)
                .hasMessage("namespaces \"other\" not found");
    }

    @Test
    void deleted_node_loses_its_pods_and_their_replica_set_replaces_them() {
        World world = Manifests.world(2);
        world.submit(Manifests.deployment("web", 2, "1", "1Gi"));
        world.delete(Gvk.NODE, null, "node-0", Propagation.BACKGROUND);
        // Missed at the next look, which comes every 20 s, and removed 40 s later.
        world.advance(Duration.ofMillis(59_999));
        assertThat(world.pods()).anyMatch(pod -> "node-0".equals(pod.nodeName()));
        world.advance(Duration.ofMillis(1));
        assertThat(world.pods()).hasSize(2).allMatch(pod -> "node-1".equals(pod.nodeName()));
        assertThat(world.nodes().get(0).requestedCpuMilli()).isEqualTo(2000);
    }

    @Test
    void pods_of_a_deleted_node_fail_before_they_go() {
        World world = Manifests.world(1);
        ObjectNode kept = Manifests.pod("kept", "1", "1Gi");
        kept.withObject("/metadata").putArray("finalizers").add("example.com/keep");
        world.submit(kept);
        world.submit(Manifests.pod("bare", "1", "1Gi"));
        world.delete(Gvk.NODE, null, "node-0", Propagation.BACKGROUND);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.exists(Gvk.POD, "default", "bare")).isFalse();
        JsonNode pod = Objects.requireNonNull(world.get(Gvk.POD, "default", "kept"));
        assertThat(pod.at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();
        assertThat(pod.at("/status/phase").asText()).isEqualTo("Failed");
        assertThat(pod.at("/status/conditions"))
                .anySatisfy(condition -> assertThat(condition.path("type").asText()
                                + condition.path("status").asText()
                                + condition.path("reason").asText() + ", "
                                + condition.path("message").asText())
                        .isEqualTo("DisruptionTargetTrueDeletionByPodGC, PodGC: node no longer exists"));
    }

    @Test
    void pod_that_was_deleted_before_it_had_a_node_fails_at_the_next_look() {
        World world = Manifests.world(0);
        ObjectNode kept = Manifests.pod("kept", "1", "1Gi");
        kept.withObject("/metadata").putArray("finalizers").add("example.com/keep");
        world.submit(kept);
        world.advance(Duration.ofSeconds(25));
        world.delete(Gvk.POD, "default", "kept", Propagation.BACKGROUND);
        world.advance(Duration.ofMillis(14_999));
        assertThat(world.pods()).singleElement().matches(pod -> pod.phase() == Phase.PENDING);
        world.advance(Duration.ofMillis(1));
        assertThat(world.pods()).singleElement().matches(pod -> pod.phase() == Phase.FAILED);
        assertThat(world.pods().get(0).disruption()).isNull();
    }

    @Test
    void deployment_in_the_foreground_goes_after_a_pod_that_takes_time() {
        World world = Manifests.world(2);
        world.submit(Manifests.deployment("web", 2, "1", "1Gi"));
        ObjectNode pod = Objects.requireNonNull(
                world.get(Gvk.POD, "default", world.pods().get(0).name()));
        pod.withObject("/metadata").putArray("finalizers").add("example.com/keep");
        String name = pod.at("/metadata/name").asText();
        world.requests().replace(Gvk.POD, "default", name, pod, Subresource.NONE);
        world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.FOREGROUND);
        assertThat(world.pods()).singleElement().matches(left -> left.name().equals(name));
        assertThat(world.list(Gvk.REPLICA_SET, null))
                .singleElement()
                .matches(set -> set.at("/metadata/finalizers/0").asText().equals("foregroundDeletion"));
        assertThat(world.deployments()).singleElement().matches(ApiObject::terminating);
        ObjectNode present = Objects.requireNonNull(world.get(Gvk.POD, "default", name));
        present.withObject("/metadata").remove("finalizers");
        world.requests().replace(Gvk.POD, "default", name, present, Subresource.NONE);
        assertThat(world.pods()).isEmpty();
        assertThat(world.deployments()).isEmpty();
    }

    @Test
    void job_deleted_without_a_policy_leaves_its_pods_behind() {
        World world = new World(WorldOptions.of(1, Manifests.START).withStages(Stages.SIMKUBE));
        world.submit(Manifests.node("node", "16", "32Gi"));
        world.submit(Manifests.json("""
                {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "batch", "namespace": "default"},
                 "spec": {"template": {"spec": {"restartPolicy": "Never",
                  "containers": [{"name": "c", "image": "i:1"}]}}}}
                """));
        world.requests().delete(Job.GVK, "default", "batch", DeleteOptions.DEFAULT);
        assertThat(world.exists(Job.GVK, "default", "batch")).isFalse();
        assertThat(world.pods()).singleElement().satisfies(pod -> {
            assertThat(pod.owners()).isEmpty();
            assertThat(pod.finalizers()).isEmpty();
            assertThat(pod.terminating()).isFalse();
        });
    }

    @Test
    void fork_goes_on_waiting_for_dependents() {
        World world = Manifests.world(1);
        ObjectNode root = world.apply(root("root"));
        ObjectNode data = owned(configMap("data"), root);
        ((ObjectNode) data.at("/metadata/ownerReferences/0")).put("blockOwnerDeletion", true);
        data.withObject("/metadata").putArray("finalizers").add("example.com/keep");
        world.submit(data);
        world.delete(ROOT, null, "root", Propagation.FOREGROUND);
        World fork = world.fork();
        ObjectNode present = Objects.requireNonNull(fork.get(CONFIG_MAP, "default", "data"));
        present.withObject("/metadata").remove("finalizers");
        fork.requests().replace(CONFIG_MAP, "default", "data", present, Subresource.NONE);
        assertThat(fork.exists(ROOT, null, "root")).isFalse();
        assertThat(world.exists(ROOT, null, "root")).isTrue();
    }

    private static ObjectNode root(String name) {
        return Manifests.json("""
                {"apiVersion": "simkube.io/v1", "kind": "SimulationRoot", "metadata": {"name": "%s"}}
                """.formatted(name));
    }

    private static ObjectNode configMap(String name) {
        return Manifests.json("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s", "namespace": "default"},
                 "data": {"key": "value"}}
                """.formatted(name));
    }

    private static ObjectNode owned(ObjectNode object, ObjectNode owner) {
        ((ObjectNode) object.path("metadata"))
                .withArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", owner.path("metadata").path("name").asText())
                .put("uid", owner.path("metadata").path("uid").asText());
        return object;
    }

    @Test
    void pod_for_a_node_that_never_existed_is_replaced() {
        World world = Manifests.world(1);
        ObjectNode web = Manifests.deployment("web", 1, "1", "1Gi");
        ((ObjectNode) web.at("/spec/template/spec")).put("nodeName", "nowhere");
        world.submit(web);
        String first = world.pods().get(0).name();
        world.advance(Duration.ofMillis(59_999));
        assertThat(world.exists(Gvk.POD, "default", first)).isTrue();
        world.advance(Duration.ofMillis(1));
        assertThat(world.exists(Gvk.POD, "default", first)).isFalse();
        assertThat(world.pods()).hasSize(1);
    }

    @Test
    void pod_whose_node_comes_in_time_stays() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod(
                "p", "{\"nodeName\": \"late\", \"containers\": [{\"name\": \"c\", \"image\": \"i:1\"}]}"));
        world.advance(Duration.ofSeconds(59));
        world.submit(Manifests.node("late", "1", "1Gi"));
        world.advance(Duration.ofMinutes(2));
        assertThat(world.pods()).singleElement().matches(pod -> pod.isReady());
    }
}
