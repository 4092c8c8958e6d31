package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the API server answers to requests, and what they do. Messages as kube-apiserver 1.36.2 wrote them. */
class RequestsTests {

    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final Gvk QUOTA = new Gvk("", "v1", "ResourceQuota");

    private final World world = Manifests.world(2);
    private final Requests requests = world.requests();

    @Test
    void object_is_created_once() {
        create("c", "\"data\": {\"a\": \"1\"}");
        refused(() -> create("c", "\"data\": {}"), 409, "configmaps \"c\" already exists");
    }

    @Test
    void change_of_an_old_version_is_refused() {
        ObjectNode first = create("c", "\"data\": {\"a\": \"1\"}");
        ObjectNode second = first.deepCopy();
        second.withObject("/data").put("a", "2");
        requests.replace(CONFIG_MAP, "default", "c", second, Subresource.NONE);
        refused(
                () -> requests.replace(CONFIG_MAP, "default", "c", second, Subresource.NONE),
                409,
                "Operation cannot be fulfilled on configmaps \"c\": the object has been modified; please apply your"
                        + " changes to the latest version and try again");
    }

    @Test
    void change_without_effect_keeps_the_version() {
        ObjectNode first = create("c", "\"data\": {\"a\": \"1\"}");
        ObjectNode same = requests.patch(
                CONFIG_MAP,
                "default",
                "c",
                PatchType.MERGE,
                Manifests.json("{\"data\": {\"a\": \"1\"}}"),
                Subresource.NONE);
        assertThat(same.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
    }

    @Test
    void scale_shows_and_sets_replicas() {
        requests.create(Gvk.DEPLOYMENT, "default", Manifests.deployment("web", 2, "1", "1Gi"));
        ObjectNode scale = requests.get(Gvk.DEPLOYMENT, "default", "web", Subresource.SCALE);
        assertThat(scale.at("/status/selector").asText()).isEqualTo("app=web");
        requests.patch(
                Gvk.DEPLOYMENT,
                "default",
                "web",
                PatchType.MERGE,
                Manifests.json("{\"spec\": {\"replicas\": 3}}"),
                Subresource.SCALE);
        assertThat(world.pods()).hasSize(3);
        refused(
                () -> requests.patch(
                        Gvk.DEPLOYMENT,
                        "default",
                        "web",
                        PatchType.MERGE,
                        Manifests.json("{\"spec\": {\"replicas\": -1}}"),
                        Subresource.SCALE),
                422,
                "Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to"
                        + " 0");
    }

    @Test
    void finalizer_holds_an_object_until_it_is_removed() {
        create("c", "\"data\": {}");
        patch("c", "{\"metadata\": {\"finalizers\": [\"example.com/f\"]}}");
        ObjectNode going = requests.delete(CONFIG_MAP, "default", "c", DeleteOptions.DEFAULT)
                .object();
        assertThat(going.at("/metadata/deletionTimestamp").isMissingNode()).isFalse();
        refused(
                () -> patch("c", "{\"metadata\": {\"finalizers\": [\"example.com/f\", \"example.com/g\"]}}"),
                422,
                "ConfigMap \"c\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object"
                        + " is being deleted, found new finalizers []string{\"example.com/g\"}");
        assertThat(world.exists(CONFIG_MAP, "default", "c")).isTrue();
        patch("c", "{\"metadata\": {\"finalizers\": null}}");
        assertThat(world.exists(CONFIG_MAP, "default", "c")).isFalse();
    }

    @Test
    void eviction_asks_the_budget() {
        requests.create(new Gvk("policy", "v1", "PodDisruptionBudget"), "default", Manifests.json("""
                {"metadata": {"name": "pdb"}, "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "web"}}}}
                """));
        requests.create(Gvk.DEPLOYMENT, "default", Manifests.deployment("web", 1, "1", "1Gi"));
        String pod = world.pods().get(0).name();
        refused(
                () -> requests.evict("default", pod, DeleteOptions.DEFAULT),
                429,
                "Cannot evict pod as it would violate the pod's disruption budget.");
        requests.patch(
                Gvk.DEPLOYMENT,
                "default",
                "web",
                PatchType.MERGE,
                Manifests.json("{\"spec\": {\"replicas\": 2}}"),
                Subresource.NONE);
        requests.evict("default", pod, DeleteOptions.DEFAULT);
        assertThat(world.exists(Gvk.POD, "default", pod)).isFalse();
        assertThat(world.pods()).hasSize(2);
    }

    @Test
    void budget_of_a_percentage_counts_what_is_declared() {
        requests.create(new Gvk("policy", "v1", "PodDisruptionBudget"), "default", Manifests.json("""
                {"metadata": {"name": "pdb"},
                 "spec": {"maxUnavailable": "30%", "selector": {"matchLabels": {"app": "web"}}}}
                """));
        requests.create(Gvk.DEPLOYMENT, "default", Manifests.deployment("web", 5, "1", "1Gi"));
        ObjectNode budget =
                requests.get(new Gvk("policy", "v1", "PodDisruptionBudget"), "default", "pdb", Subresource.NONE);
        // 30 % of 5 is 1.5, rounded up
        assertThat(budget.at("/status/disruptionsAllowed").asInt()).isEqualTo(2);
        assertThat(budget.at("/status/desiredHealthy").asInt()).isEqualTo(3);
    }

    @Test
    void pod_is_bound_once() {
        requests.create(Gvk.POD, "default", Manifests.pod("p", """
                {"schedulerName": "none", "containers": [{"name": "c", "image": "i:1"}]}
                """));
        requests.bind("default", "p", "node-1");
        refused(
                () -> requests.bind("default", "p", "node-0"),
                409,
                "Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"node-1\"");
        assertThat(world.pods().get(0).isReady()).isTrue();
    }

    @Test
    void quota_counts_what_goes_as_well_as_what_comes() {
        requests.create(QUOTA, "default", Manifests.json("""
                {"metadata": {"name": "q"}, "spec": {"hard": {"pods": "2", "requests.cpu": "1500m", "configmaps": "1"}}}
                """));
        requests.create(Gvk.POD, "default", Manifests.pod("a", "500m", "1Gi"));
        requests.create(Gvk.POD, "default", Manifests.pod("b", "1", "1Gi"));
        create("c", "\"data\": {}");
        refused(
                () -> create("d", "\"data\": {}"),
                403,
                "configmaps \"d\" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=1, limited:"
                        + " configmaps=1");
        refused(
                () -> requests.create(Gvk.POD, "default", Manifests.pod("c", "1", "1Gi")),
                403,
                "pods \"c\" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=1, used:"
                        + " pods=2,requests.cpu=1500m, limited: pods=2,requests.cpu=1500m");
        requests.delete(Gvk.POD, "default", "b", DeleteOptions.DEFAULT);
        assertThat(requests.get(QUOTA, "default", "q", Subresource.NONE).at("/status/used"))
                .isEqualTo(Manifests.json("{\"configmaps\": \"1\", \"pods\": \"1\", \"requests.cpu\": \"500m\"}"));
        requests.create(Gvk.POD, "default", Manifests.pod("c", "1", "1Gi"));
    }

    @Test
    void namespace_takes_nothing_new_while_it_goes() {
        requests.create(Gvk.NAMESPACE, null, Manifests.namespace("gone"));
        requests.create(CONFIG_MAP, "gone", Manifests.json("{\"metadata\": {\"name\": \"c\"}}"));
        requests.delete(Gvk.NAMESPACE, null, "gone", DeleteOptions.DEFAULT);
        refused(
                () -> requests.create(CONFIG_MAP, "gone", Manifests.json("{\"metadata\": {\"name\": \"z\"}}")),
                403,
                "configmaps \"z\" is forbidden: unable to create new content in namespace gone because it is being"
                        + " terminated");
        world.advance(Duration.ofSeconds(4));
        assertThat(world.exists(CONFIG_MAP, "gone", "c")).isTrue();
        world.advance(Duration.ofSeconds(2));
        assertThat(world.exists(CONFIG_MAP, "gone", "c")).isFalse();
        assertThat(world.exists(Gvk.NAMESPACE, null, "gone")).isFalse();
        refused(
                () -> requests.delete(Gvk.NAMESPACE, null, "default", DeleteOptions.DEFAULT),
                403,
                "namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void deletion_can_demand_an_identity() {
        create("c", "\"data\": {}");
        refused(
                () -> requests.delete(CONFIG_MAP, "default", "c", new DeleteOptions(null, null, "other", null)),
                409,
                "Operation cannot be fulfilled on ConfigMap \"c\": the UID in the precondition (other) does not match the"
                        + " UID in record (%s). The object might have been deleted and then recreated"
                                .formatted(requests.get(CONFIG_MAP, "default", "c", Subresource.NONE)
                                        .at("/metadata/uid")
                                        .asText()));
    }

    private ObjectNode create(String name, String body) {
        return requests.create(
                CONFIG_MAP, "default", Manifests.json("{\"metadata\": {\"name\": \"%s\"}, %s}".formatted(name, body)));
    }

    private void patch(String name, String patch) {
        requests.patch(CONFIG_MAP, "default", name, PatchType.MERGE, Manifests.json(patch), Subresource.NONE);
    }

    private static void refused(ThrowingCallable request, int code, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(request)
                .withMessage(message)
                .matches(refusal -> refusal.code() == code);
    }

    @Test
    void pod_bound_to_a_node_that_does_not_exist_waits_for_it() {
        requests.create(Gvk.POD, "default", Manifests.pod("p", """
                {"containers": [{"name": "c", "image": "i:1", "resources": {"requests": {"cpu": "1000"}}}]}
                """));
        requests.bind("default", "p", "nowhere");
        assertThat(requests.get(Gvk.POD, "default", "p", Subresource.NONE)
                        .at("/spec/nodeName")
                        .asText())
                .isEqualTo("nowhere");
        refused(
                () -> requests.bind("default", "p", "node-0"),
                409,
                "Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"nowhere\"");
        world.submit(Manifests.node("nowhere", "2000", "1Gi"));
        assertThat(world.pods().get(0).isReady()).isTrue();
    }
}
