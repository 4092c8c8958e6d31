package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.Test;

/** The API server's answers, as recorded from Kubernetes 1.36. */
class ApiErrorTests {

    private final World world = Manifests.world(1);

    @Test
    void negative_quantity_is_invalid() {
        refused(
                Manifests.pod("p", "-1", "1Gi"),
                422,
                "Pod \"p\" is invalid: spec.containers[0].resources.requests[cpu]: Invalid value: \"-1\": "
                        + "must be greater than or equal to 0");
    }

    @Test
    void text_that_is_no_quantity_is_a_bad_request() {
        refused(
                Manifests.pod("p", "1e3k", "1Gi"),
                400,
                "Pod in version \"v1\" cannot be handled as a Pod: quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }

    @Test
    void there_is_one_default_priority_class_at_most() {
        world.submit(priorityClass("first"));
        refused(
                priorityClass("second"),
                403,
                "priorityclasses.scheduling.k8s.io \"second\" is forbidden: PriorityClass first is already marked as"
                        + " default. Only one default can exist");
    }

    private static ObjectNode priorityClass(String name) {
        return Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "%s"}, "value": 5,
                 "globalDefault": true}
                """.formatted(name));
    }

    @Test
    void request_over_limit_is_invalid() {
        refused(
                Manifests.pod("lim-lt-req", """
                        {"containers": [{"name": "c", "image": "i:1",
                          "resources": {"requests": {"cpu": "500m"}, "limits": {"cpu": "100m"}}}]}
                        """),
                422,
                "Pod \"lim-lt-req\" is invalid: spec.containers[0].resources.requests: Invalid value: \"500m\": "
                        + "must be less than or equal to cpu limit of 100m");
    }

    @Test
    void extended_resource_must_be_limited_to_what_is_requested() {
        refused(
                Manifests.pod("mismatch", """
                        {"containers": [{"name": "c", "image": "i:1", "resources":
                          {"requests": {"example.com/gpu": "1"}, "limits": {"example.com/gpu": "2"}}}]}
                        """),
                422,
                "Pod \"mismatch\" is invalid: spec.containers[0].resources.requests: Invalid value: \"1\": "
                        + "must be equal to example.com/gpu limit of 2");
    }

    @Test
    void selector_must_match_the_template() {
        ObjectNode manifest = Manifests.deployment("x", 1, "1", "1Gi");
        ((ObjectNode) manifest.at("/spec/selector/matchLabels")).put("app", "y");
        refused(
                manifest,
                422,
                "Deployment.apps \"x\" is invalid: spec.template.metadata.labels: Invalid value: {\"app\":\"x\"}: "
                        + "`selector` does not match template `labels`");
    }

    @Test
    void missing_selector_is_named_with_what_follows_from_it() {
        ObjectNode manifest = Manifests.deployment("x", 1, "1", "1Gi");
        ((ObjectNode) manifest.path("spec")).remove("selector");
        refused(
                manifest,
                422,
                "Deployment.apps \"x\" is invalid: [spec.selector: Required value, spec.template.metadata.labels: "
                        + "Invalid value: {\"app\":\"x\"}: `selector` does not match template `labels`]");
    }

    @Test
    void text_for_replicas_is_a_bad_request() {
        ObjectNode manifest = Manifests.deployment("x", 1, "1", "1Gi");
        ((ObjectNode) manifest.path("spec")).put("replicas", "three");
        refused(
                manifest,
                400,
                "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal string into Go"
                        + " struct field DeploymentSpec.spec.replicas of type int32");
    }

    @Test
    void negative_replicas_are_invalid() {
        refused(
                Manifests.deployment("x", -1, "1", "1Gi"),
                422,
                "Deployment.apps \"x\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0");
    }

    @Test
    void pod_without_containers_is_invalid() {
        refused(Manifests.pod("x", "{}"), 422, "Pod \"x\" is invalid: spec.containers: Required value");
    }

    @Test
    void object_without_name_is_invalid() {
        refused(
                Manifests.json("{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {}}"),
                422,
                "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required");
    }

    @Test
    void missing_priority_class_is_forbidden() {
        refused(
                Manifests.pod(
                        "p",
                        "{\"priorityClassName\": \"gold\", \"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}"),
                403,
                "pods \"p\" is forbidden: no PriorityClass with name gold was found");
    }

    @Test
    void missing_namespace_is_not_found() {
        ObjectNode manifest = Manifests.pod("p", "1", "1Gi");
        ((ObjectNode) manifest.path("metadata")).put("namespace", "nope");
        refused(manifest, 404, "namespaces \"nope\" not found");
    }

    @Test
    void deleting_what_is_not_there_is_not_found() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.delete(Gvk.DEPLOYMENT, "default", "web", Propagation.BACKGROUND))
                .withMessage("deployments.apps \"web\" not found")
                .matches(answer -> answer.code() == 404 && answer.reason().equals("NotFound"));
    }

    @Test
    void default_namespace_may_not_be_deleted() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.delete(Gvk.NAMESPACE, null, "default", Propagation.BACKGROUND))
                .withMessage("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void pod_spec_cannot_be_changed() {
        world.submit(Manifests.pod("p", "1", "1Gi"));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(Manifests.pod("p", "2", "1Gi")))
                .withMessageStartingWith("Pod \"p\" is invalid: spec: Forbidden: pod updates may not change fields");
        world.submit(Manifests.pod("p", "1000m", "1Gi"));
    }

    private void refused(JsonNode manifest, int code, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.apply(manifest))
                .withMessage(message)
                .matches(answer -> answer.code() == code);
        assertThat(world.pods()).isEmpty();
        assertThat(world.deployments()).isEmpty();
    }
}
