package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoredObjectTests {

    @Test
    void deployment_gets_the_defaults_of_the_api_server() {
        World world = Manifests.world(1);
        ObjectNode stored = world.apply(Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "mini", "namespace": "default"},
                 "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}},
                  "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
                """));
        assertThat(stored.path("spec")).isEqualTo(Manifests.json("""
                {"replicas": 1, "selector": {"matchLabels": {"a": "b"}},
                 "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i",
                  "resources": {}, "terminationMessagePath": "/dev/termination-log",
                  "terminationMessagePolicy": "File", "imagePullPolicy": "Always"}], "restartPolicy": "Always",
                  "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst", "securityContext": {},
                  "schedulerName": "default-scheduler"}},
                 "strategy": {"type": "RollingUpdate",
                  "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": "25%"}},
                 "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600}
                """));
    }

    @Test
    void empty_texts_get_defaults_and_a_negative_grace_period_is_a_second_in_pods_only() {
        World world = Manifests.world(1);
        ObjectNode stored = world.apply(Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
                 "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}},
                  "spec": {"containers": [{"name": "c", "image": "i"}], "terminationGracePeriodSeconds": -5,
                   "schedulerName": "", "dnsPolicy": "", "restartPolicy": "", "serviceAccountName": "x"}}}}
                """));
        assertThat(stored.at("/spec/template/spec")).isEqualTo(Manifests.json("""
                {"containers": [{"name": "c", "image": "i", "resources": {},
                  "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                  "imagePullPolicy": "Always"}], "restartPolicy": "Always", "terminationGracePeriodSeconds": -5,
                 "dnsPolicy": "ClusterFirst", "serviceAccountName": "x", "serviceAccount": "x",
                 "securityContext": {}, "schedulerName": "default-scheduler"}
                """));
        JsonNode pod = world.list(Gvk.POD, null).get(0);
        assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(1);
        assertThat(pod.at("/spec/schedulerName").asText()).isEqualTo("default-scheduler");
    }

    @Test
    void base_of_a_name_stays_beside_a_name_and_null_texts_are_empty() {
        World world = Manifests.world(1);
        for (String kind : List.of("Pod", "ConfigMap")) {
            ObjectNode stored = world.apply(Manifests.json("""
                    {"apiVersion": "v1", "kind": "%s", "metadata": {"name": "p", "generateName": "x-",
                      "namespace": "default", "annotations": {"a": null}, "labels": {"l": null}},
                     "spec": {"containers": [{"name": "c", "image": "i"}]}}
                    """.formatted(kind)));
            assertThat(stored.at("/metadata/name").asText()).isEqualTo("p");
            assertThat(stored.at("/metadata/generateName").asText()).isEqualTo("x-");
            assertThat(stored.at("/metadata/annotations")).isEqualTo(Manifests.json("{\"a\": \"\"}"));
            assertThat(stored.at("/metadata/labels")).isEqualTo(Manifests.json("{\"l\": \"\"}"));
        }
    }

    @Test
    void limits_become_requests_and_quantities_are_rounded_up() {
        World world = Manifests.world(1);
        ObjectNode stored = world.apply(Manifests.pod("p", """
                {"containers": [{"name": "c", "image": "i:1", "resources":
                  {"requests": {"memory": "18.16348832334556Gi"}, "limits": {"cpu": "20000m", "memory": "20Gi"}}}]}
                """));
        assertThat(stored.at("/spec/containers/0/resources")).isEqualTo(Manifests.json("""
                {"requests": {"memory": "19502897082512m", "cpu": "20"}, "limits": {"cpu": "20", "memory": "20Gi"}}
                """));
    }

    @Test
    void template_keeps_limits_without_requests_while_its_pods_request_the_limits() {
        World world = Manifests.world(1);
        world.submit(Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"namespace": "default", "name": "web"},
                 "spec": {"replicas": 1, "selector": {"matchLabels": {"a": "b"}}, "template":
                  {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [
                   {"name": "c", "image": "i:1", "resources": {"limits": {"cpu": "2"}}}]}}}}
                """));
        assertThat(world.list(Gvk.DEPLOYMENT, null).get(0).at("/spec/template/spec/containers/0/resources"))
                .isEqualTo(Manifests.json("{\"limits\": {\"cpu\": \"2\"}}"));
        assertThat(world.deployments().get(0).cpu()).isNull();
        assertThat(world.list(Gvk.POD, null).get(0).at("/spec/containers/0/resources"))
                .isEqualTo(Manifests.json("{\"limits\": {\"cpu\": \"2\"}, \"requests\": {\"cpu\": \"2\"}}"));
        assertThat(world.nodes().get(0).requestedCpuMilli()).isEqualTo(2000);
    }

    @Test
    void running_pod_shows_the_status_kwok_writes() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        JsonNode status = pod(world).path("status");
        assertThat(conditions(status))
                .containsExactly("Initialized=True", "Ready=True", "ContainersReady=True", "PodScheduled=True");
        assertThat(status.path("phase").asText()).isEqualTo("Running");
        assertThat(status.path("podIP").asText()).isEqualTo("10.0.0.1");
        assertThat(status.path("startTime").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(status.at("/containerStatuses/0/state/running/startedAt").asText())
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void completed_pod_shows_terminated_containers_and_stays_ready() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        world.completeAt(world.pods().get(0), Manifests.START.plusSeconds(30));
        world.advance(Duration.ofMinutes(1));
        JsonNode status = pod(world).path("status");
        assertThat(status.path("phase").asText()).isEqualTo("Succeeded");
        assertThat(conditions(status)).contains("Ready=True");
        assertThat(status.at("/containerStatuses/0/state/terminated/exitCode").asInt(-1))
                .isZero();
        assertThat(status.at("/containerStatuses/0/state/terminated/finishedAt").asText())
                .isEqualTo("2026-01-01T00:00:30Z");
    }

    @Test
    void waiting_pod_shows_why() {
        World world = Manifests.world(1);
        world.submit(Manifests.pod("p", "17", "1Gi"));
        JsonNode condition = pod(world).at("/status/conditions/0");
        assertThat(condition.path("type").asText()).isEqualTo("PodScheduled");
        assertThat(condition.path("status").asText()).isEqualTo("False");
        assertThat(condition.path("reason").asText()).isEqualTo("Unschedulable");
        assertThat(condition.path("message").asText()).startsWith("0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void equal_manifest_changes_nothing() {
        World world = Manifests.world(1);
        ObjectNode manifest = Manifests.deployment("web", 2, "1", "1Gi");
        world.submit(manifest);
        ObjectNode before = world.get(Gvk.DEPLOYMENT, "default", "web");
        ObjectNode after = world.apply(manifest);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void changed_manifest_raises_the_generation_and_keeps_uid_and_foreign_labels() {
        World world = Manifests.world(1);
        ObjectNode first = world.apply(Manifests.deployment("web", 2, "1", "1Gi"));
        ObjectNode label = Manifests.deployment("web", 2, "1", "1Gi");
        ((ObjectNode) label.path("metadata")).putObject("labels").put("team", "red");
        world.submit(label);
        ObjectNode after = world.apply(Manifests.deployment("web", 3, "1", "1Gi"));
        assertThat(after.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(after.at("/metadata/uid")).isEqualTo(first.at("/metadata/uid"));
        assertThat(after.at("/metadata/labels/team").asText()).isEqualTo("red");
        assertThat(world.pods()).hasSize(3);
    }

    @Test
    void nodes_of_worlds_do_not_share_what_their_manifest_or_their_owner_changes() {
        ObjectNode manifest = Manifests.node("node-shared", "7", "3Gi");
        World first = Manifests.world(0);
        first.apply(manifest);
        ObjectNode shown = Objects.requireNonNull(first.get(Gvk.NODE, null, "node-shared"));
        shown.withObject("/status/allocatable").put("cpu", "1");
        World second = Manifests.world(0);
        second.apply(manifest);
        manifest.withObject("/status/allocatable").put("cpu", "9");
        World third = Manifests.world(0);
        third.apply(manifest);

        assertThat(cpu(first)).isEqualTo("7");
        assertThat(cpu(second)).isEqualTo("7");
        assertThat(cpu(third)).isEqualTo("9");
        second.apply(manifest);
        assertThat(cpu(second)).isEqualTo("9");
        assertThat(cpu(first)).isEqualTo("7");
    }

    private static String cpu(World world) {
        JsonNode node = Objects.requireNonNull(world.get(Gvk.NODE, null, "node-shared"));
        return node.at("/status/allocatable/cpu").asText();
    }

    @Test
    void kinds_and_fields_that_are_not_simulated_are_stored_and_named() {
        World world = Manifests.world(1);
        world.submit(Manifests.json("""
                {"apiVersion": "example.com/v1", "kind": "Train", "metadata": {"name": "t", "namespace": "default"},
                 "spec": {"cars": 3}}
                """));
        world.submit(Manifests.json("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m", "namespace": "default"}}
                """));
        world.submit(Manifests.pod("p", """
                {"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}],
                 "containers": [{"name": "c", "image": "i"}]}
                """));
        assertThat(world.notSimulated()).containsExactly("example.com/v1.Train", "v1.Pod spec.resourceClaims");
        ObjectNode stored = Objects.requireNonNull(world.get(Gvk.parse("example.com/v1.Train"), "default", "t"));
        assertThat(stored.at("/spec/cars").asInt()).isEqualTo(3);
    }

    private static ObjectNode pod(World world) {
        return Objects.requireNonNull(world.get(Gvk.POD, "default", "p"));
    }

    private static List<String> conditions(JsonNode status) {
        List<String> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(condition.path("type").asText() + "="
                    + condition.path("status").asText());
        }
        return conditions;
    }
}
