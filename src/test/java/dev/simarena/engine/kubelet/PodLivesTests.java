package dev.simarena.engine.kubelet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodLivesTests {

    private static final String DEPLOYMENT = """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
             "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
              "template": {"metadata": {"labels": {"app": "web"}, "annotations": {%s}},
               "spec": {"containers": [{"name": "web", "image": "i", "resources": {
                 "requests": {"cpu": "500m", "memory": "256Mi"}, "limits": {"memory": "512Mi"}}}]}}}}
            """;

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @BeforeEach
    void addNode() {
        world.submit(Manifests.node("n0", "16", "32Gi"));
    }

    @Test
    void memory_beyond_the_limit_ends_in_a_crash_loop() {
        deploy("\"kwok.x-k8s.io/usage-memory\": \"600Mi\", \"simarena.dev/enforce-usage\": \"limits\"");
        ObjectNode status = status();

        assertThat(status.at("/phase").asText()).isEqualTo("Running");
        ObjectNode container = (ObjectNode) status.at("/containerStatuses/0");
        assertThat(container.at("/ready").asBoolean()).isFalse();
        assertThat(container.at("/restartCount").asInt()).isEqualTo(1);
        assertThat(container.at("/state/waiting/reason").asText()).isEqualTo("CrashLoopBackOff");
        assertThat(container.at("/state/waiting/message").asText())
                .startsWith("back-off 10s restarting failed container=web pod=web-");
        assertThat(container.at("/lastState/terminated/exitCode").asInt()).isEqualTo(137);
        assertThat(container.at("/lastState/terminated/reason").asText()).isEqualTo("OOMKilled");
        assertThat(status.at("/conditions/1")).isEqualTo(Manifests.json("""
                        {"type": "Ready", "status": "False", "lastProbeTime": null, "lastTransitionTime": "%s",
                         "reason": "ContainersNotReady", "message": "containers with unready status: [web]"}
                        """.formatted(Manifests.START)));
        assertThat(world.events())
                .extracting(Event::reason, Event::type)
                .contains(org.assertj.core.groups.Tuple.tuple("BackOff", "Warning"));

        world.advance(Duration.ofHours(1));
        assertThat(status().at("/containerStatuses/0/state/waiting/message").asText())
                .startsWith("back-off 5m0s restarting");
        assertThat(deployment().at("/status/readyReplicas").isMissingNode()).isTrue();

        // A larger limit is another template, and the new pod replaces the one that crashes.
        world.submit(Manifests.json(DEPLOYMENT
                .formatted("\"kwok.x-k8s.io/usage-memory\": \"600Mi\", \"simarena.dev/enforce-usage\": \"limits\"")
                .replace("512Mi", "1Gi")));
        assertThat(deployment().at("/status/readyReplicas").asInt()).isEqualTo(1);
        assertThat(world.pods()).hasSize(1);
    }

    @Test
    void less_cpu_than_used_keeps_a_pod_from_being_ready() {
        deploy("\"kwok.x-k8s.io/usage-cpu\": \"800m\", \"simarena.dev/enforce-usage\": \"requests\"");
        world.advance(Duration.ofHours(1));
        assertThat(pod().phase()).isEqualTo(Phase.RUNNING);
        assertThat(pod().isReady()).isFalse();
        assertThat(status().at("/containerStatuses/0/state/running").isObject()).isTrue();
        assertThat(MeasuredUsage.cpuMilli(pod(), now())).hasValue(500);
        assertThat(MeasuredUsage.throttled(pod(), now())).isTrue();
    }

    @Test
    void delays_come_before_readiness_and_rollouts_wait_for_them() {
        deploy("\"simarena.dev/startup-delay\": \"20s\", \"simarena.dev/readiness-delay\": \"5s\"");
        world.advance(Duration.ofMillis(24_999));
        assertThat(pod().isReady()).isFalse();
        assertThat(status().at("/containerStatuses/0/started").asBoolean()).isTrue();
        world.advance(Duration.ofMillis(1));
        assertThat(pod().isReady()).isTrue();
        assertThat(deployment().at("/status/readyReplicas").asInt()).isEqualTo(1);
    }

    @Test
    void usage_is_measured_without_being_enforced() {
        deploy("\"kwok.x-k8s.io/usage-cpu\": \"9\", \"simarena.dev/usage-memory\": \"0s=1Gi,10s=2Gi\"");
        assertThat(pod().isReady()).isTrue();
        assertThat(pod().life()).isNull();
        assertThat(MeasuredUsage.cpuMilli(pod(), now())).hasValue(9000);
        assertThat(MeasuredUsage.memoryBytes(pod(), now())).hasValue(1L << 30);
        world.advance(Duration.ofSeconds(10));
        assertThat(MeasuredUsage.memoryBytes(pod(), now())).hasValue(2L << 30);
    }

    @Test
    void nothing_is_measured_without_annotations() {
        deploy("");
        assertThat(MeasuredUsage.cpuMilli(pod(), now())).isEmpty();
        assertThat(MeasuredUsage.memoryBytes(pod(), now())).isEmpty();
    }

    @Test
    void pod_that_is_not_restarted_fails() {
        world.submit(Manifests.json("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default",
                   "annotations": {"kwok.x-k8s.io/usage-memory": "2Gi", "simarena.dev/enforce-usage": "limits"}},
                 "spec": {"restartPolicy": "Never", "containers": [
                   {"name": "c", "image": "i", "resources": {"limits": {"memory": "1Gi"}}}]}}
                """));
        ObjectNode status =
                (ObjectNode) requireNonNull(world.get(Gvk.POD, "default", "p")).path("status");
        assertThat(status.at("/phase").asText()).isEqualTo("Failed");
        assertThat(status.at("/containerStatuses/0/state/terminated/reason").asText())
                .isEqualTo("OOMKilled");
        assertThat(status.at("/containerStatuses/0/restartCount").asInt()).isZero();
    }

    @Test
    void fork_goes_on_as_the_original() {
        deploy("\"simarena.dev/usage-memory\": \"100Mi..600Mi/5s\", \"simarena.dev/enforce-usage\": \"limits\"");
        world.advance(Duration.ofSeconds(30));
        World fork = world.fork();
        world.advance(Duration.ofMinutes(30));
        assertThat(MeasuredUsage.restarts(fork.pods().get(0))).isLessThan(MeasuredUsage.restarts(pod()));
        fork.advance(Duration.ofMinutes(30));
        assertThat(fork.list(Gvk.POD, "default")).isEqualTo(world.list(Gvk.POD, "default"));
    }

    @Test
    void refuses_usage_that_cannot_be_understood() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> deploy("\"simarena.dev/usage-cpu\": \"lots\""))
                .withMessageStartingWith("Annotation [simarena.dev/usage-cpu: lots] has amount [lots]");
    }

    private void deploy(String annotations) {
        world.submit(Manifests.json(DEPLOYMENT.formatted(annotations)));
    }

    private Pod pod() {
        return world.pods().get(0);
    }

    private ObjectNode status() {
        return (ObjectNode) world.list(Gvk.POD, "default").get(0).path("status");
    }

    private ObjectNode deployment() {
        return world.list(Gvk.DEPLOYMENT, "default").get(0);
    }

    private long now() {
        return Timeline.micros(world.now());
    }
}
