package dev.simarena.engine.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints and EndpointSlices follow the pods of Services, as those of a real control plane 1.36 did. */
class ServiceEndpointsTests {

    private static final Gvk ENDPOINTS = new Gvk("", "v1", "Endpoints");
    private static final Gvk SLICE = new Gvk("discovery.k8s.io", "v1", "EndpointSlice");

    private final World world = new World(WorldOptions.of(1, Manifests.START).withSystemObjects(true));

    @BeforeEach
    void createNodes() {
        world.apply(Manifests.node("n0", "16", "32Gi", 500));
    }

    @Test
    void ready_pods_are_shown_with_the_ports_they_serve() {
        service("web", """
                "selector": {"a": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": 8080},
                 {"name": "named", "port": 81, "targetPort": "adm"},
                 {"name": "udp", "port": 53, "protocol": "UDP", "appProtocol": "x.y/z"},
                 {"name": "unknown", "port": 82, "targetPort": "nowhere"}]
                """);
        pod("p", "web");

        // sorted by hash as a real control plane sorted the ports of the same Service
        String ports = """
                [{"name": "http", "port": 8080, "protocol": "TCP"},
                 {"name": "udp", "port": 53, "protocol": "UDP", "appProtocol": "x.y/z"},
                 {"name": "named", "port": 9000, "protocol": "TCP"}]
                """;
        JsonNode uid = get(Gvk.POD, "p").at("/metadata/uid");
        String reference = "{\"kind\": \"Pod\", \"namespace\": \"default\", \"name\": \"p\", \"uid\": " + uid + "}";
        ObjectNode endpoints = get(ENDPOINTS, "web");
        assertThat(endpoints.path("subsets"))
                .isEqualTo(Manifests.json("""
                {"subsets": [{"addresses": [{"ip": "10.0.0.1", "nodeName": "n0", "targetRef": %s}], "ports": %s}]}
                """.formatted(reference, ports)).path("subsets"));
        assertThat(endpoints.at("/metadata/labels")).isEqualTo(Manifests.json("""
                {"endpoints.kubernetes.io/managed-by": "endpoint-controller", "l": "m"}
                """));
        ObjectNode slice = slices("web").get(0);
        assertThat(slice.path("ports"))
                .isEqualTo(Manifests.json("{\"p\": " + ports + "}").path("p"));
        assertThat(slice.path("endpoints").path(0)).isEqualTo(Manifests.json("""
                {"addresses": ["10.0.0.1"], "conditions": {"ready": true, "serving": true, "terminating": false},
                 "targetRef": %s, "nodeName": "n0"}
                """.formatted(reference)));
        assertThat(slice.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("web");
        assertThat(slice.at("/metadata/labels")).isEqualTo(Manifests.json("""
                {"endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
                 "kubernetes.io/service-name": "web", "l": "m"}
                """));
    }

    @Test
    void a_service_nobody_serves_has_one_empty_slice() {
        service("none", "\"selector\": {\"a\": \"nobody\"}, \"ports\": [{\"port\": 80}]");

        assertThat(get(ENDPOINTS, "none").has("subsets")).isFalse();
        assertThat(slices("none")).hasSize(1);
        assertThat(slices("none").get(0).path("endpoints").isNull()).isTrue();
        assertThat(slices("none").get(0).path("ports").isNull()).isTrue();
        String name = slices("none").get(0).at("/metadata/name").asText();

        pod("p", "nobody");
        assertThat(names("none")).containsExactly("p");
        assertThat(slices("none").get(0).at("/metadata/name").asText()).isEqualTo(name);
        delete(Gvk.POD, "p");
        assertThat(names("none")).isEmpty();
        assertThat(slices("none")).hasSize(1);
    }

    @Test
    void services_without_a_selector_and_external_ones_are_left_to_others() {
        service("nosel", "\"ports\": [{\"port\": 80}]");
        service("ext", "\"type\": \"ExternalName\", \"externalName\": \"a.b.c\", \"selector\": {\"a\": \"web\"}");
        pod("p", "web");

        assertThat(world.requests().list(ENDPOINTS, "default")).isEmpty();
        assertThat(world.requests().list(SLICE, "default")).isEmpty();
    }

    @Test
    void pods_that_are_not_ready_and_those_that_go_are_told_apart() {
        service("web", "\"selector\": {\"a\": \"web\"}, \"ports\": [{\"port\": 80}]");
        service(
                "all",
                "\"publishNotReadyAddresses\": true, \"selector\": {\"a\": \"web\"}, \"ports\": [{\"port\": 80}]");
        pod("p", "web");
        patch(Gvk.POD, "p", "{\"metadata\": {\"finalizers\": [\"a.b/keep\"]}}");
        delete(Gvk.POD, "p");

        assertThat(get(ENDPOINTS, "web").has("subsets")).isFalse();
        assertThat(get(ENDPOINTS, "all").at("/subsets/0/addresses")).hasSize(1);
        assertThat(slices("web").get(0).at("/endpoints/0/conditions"))
                .isEqualTo(Manifests.json("{\"ready\": false, \"serving\": true, \"terminating\": true}"));
        assertThat(slices("all").get(0).at("/endpoints/0/conditions"))
                .isEqualTo(Manifests.json("{\"ready\": true, \"serving\": true, \"terminating\": true}"));
    }

    @Test
    void they_follow_labels_and_selectors_and_go_with_their_service() {
        service("web", "\"selector\": {\"a\": \"web\"}, \"ports\": [{\"port\": 80}]");
        pod("p", "web");
        pod("q", "other");
        assertThat(names("web")).containsExactly("p");

        patch(Gvk.POD, "q", "{\"metadata\": {\"labels\": {\"a\": \"web\"}}}");
        assertThat(names("web")).containsExactly("p", "q");
        patch(Gvk.POD, "p", "{\"metadata\": {\"labels\": {\"a\": \"other\"}}}");
        assertThat(names("web")).containsExactly("q");
        patch(Kinds.SERVICE, "web", "{\"spec\": {\"selector\": {\"a\": \"other\"}}}");
        assertThat(names("web")).containsExactly("p");
        assertThat(get(ENDPOINTS, "web")
                        .at("/subsets/0/addresses/0/targetRef/name")
                        .asText())
                .isEqualTo("p");

        delete(Kinds.SERVICE, "web");
        assertThat(world.requests().list(ENDPOINTS, "default")).isEmpty();
        assertThat(world.requests().list(SLICE, "default")).isEmpty();
    }

    @Test
    void a_slice_holds_a_hundred_pods() {
        service("web", "\"selector\": {\"a\": \"web\"}, \"ports\": [{\"port\": 80}]");
        ObjectNode deployment = Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"}, "spec":
                 {"replicas": 250, "selector": {"matchLabels": {"a": "web"}}, "template": {"metadata": {"labels": {"a":
                 "web"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
                """);
        world.apply(deployment);
        world.advance(Duration.ofSeconds(5));

        assertThat(slices("web").stream().map(slice -> slice.path("endpoints").size()))
                .containsExactly(100, 100, 50);
        assertThat(get(ENDPOINTS, "web").at("/subsets/0/addresses")).hasSize(250);
    }

    @Test
    void a_fork_goes_on_following() {
        service("web", "\"selector\": {\"a\": \"web\"}, \"ports\": [{\"port\": 80}]");
        pod("p", "web");
        World fork = world.fork();

        fork.requests()
                .patch(
                        Gvk.POD,
                        "default",
                        "p",
                        PatchType.MERGE,
                        Manifests.json("{\"metadata\": {\"labels\": {\"a\": null}}}"),
                        Subresource.NONE);

        assertThat(fork.requests()
                        .get(ENDPOINTS, "default", "web", Subresource.NONE)
                        .has("subsets"))
                .isFalse();
        assertThat(names("web")).containsExactly("p");
    }

    private void service(String name, String spec) {
        world.requests().create(Kinds.SERVICE, "default", Manifests.json("""
                {"metadata": {"name": "%s", "labels": {"l": "m"}}, "spec": {%s}}
                """.formatted(name, spec)));
    }

    private void pod(String name, String app) {
        world.requests().create(Gvk.POD, "default", Manifests.json("""
                {"metadata": {"name": "%s", "labels": {"a": "%s"}}, "spec": {"terminationGracePeriodSeconds": 0, "containers":
                 [{"name": "c", "image": "i", "ports": [{"name": "adm", "containerPort": 9000}]}]}}
                """.formatted(name, app)));
        world.advance(Duration.ofSeconds(1));
    }

    private void patch(Gvk gvk, String name, String patch) {
        world.requests().patch(gvk, "default", name, PatchType.MERGE, Manifests.json(patch), Subresource.NONE);
    }

    private void delete(Gvk gvk, String name) {
        world.requests().delete(gvk, "default", name, DeleteOptions.DEFAULT);
        world.advance(Duration.ofSeconds(1));
    }

    private ObjectNode get(Gvk gvk, String name) {
        return world.requests().get(gvk, "default", name, Subresource.NONE);
    }

    private List<ObjectNode> slices(String service) {
        List<ObjectNode> slices = new ArrayList<>();
        for (ApiObject slice : world.requests().list(SLICE, "default")) {
            if (service.equals(slice.labels().get("kubernetes.io/service-name"))) {
                slices.add(Renderer.json(slice));
            }
        }
        return slices;
    }

    private List<String> names(String service) {
        List<String> names = new ArrayList<>();
        for (ObjectNode slice : slices(service)) {
            slice.path("endpoints")
                    .forEach(
                            endpoint -> names.add(endpoint.at("/targetRef/name").asText()));
        }
        return names;
    }
}
