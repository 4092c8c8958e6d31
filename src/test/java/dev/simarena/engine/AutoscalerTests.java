package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.Event;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** HorizontalPodAutoscalers, most of them where nothing is measured, as on a cluster without a metrics server. */
class AutoscalerTests {

    private static final String UNMEASURED =
            "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource"
                    + " metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";

    private final World world = Manifests.world(2);

    @Test
    void too_few_replicas_are_raised_after_one_period() {
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        submit(2, 5);
        world.advance(Duration.ofMillis(14_999));
        assertThat(world.deployments().get(0).replicas()).isEqualTo(1);
        world.advance(Duration.ofMillis(1));
        assertThat(world.deployments().get(0).replicas()).isEqualTo(2);
        assertThat(world.events())
                .extracting(Event::reason, Event::message)
                .contains(tuple(
                        "SuccessfulRescale", "New size: 2; reason: Current number of replicas below Spec.MinReplicas"));
        assertThat(condition("AbleToScale"))
                .isEqualTo("True SucceededRescale the HPA controller was able to update the target scale to 2");
        assertThat(status().path("desiredReplicas").asInt()).isEqualTo(2);
    }

    @Test
    void too_many_replicas_are_cut() {
        world.submit(Manifests.deployment("web", 9, "1", "1Gi"));
        submit(2, 5);
        world.advance(Duration.ofSeconds(15));
        assertThat(world.pods()).hasSize(5);
    }

    @Test
    void without_measurements_nothing_changes_and_the_condition_says_why() {
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        submit(2, 5);
        world.advance(Duration.ofSeconds(15));
        assertThat(world.deployments().get(0).replicas()).isEqualTo(3);
        assertThat(condition("ScalingActive"))
                .isEqualTo(
                        "False FailedGetResourceMetric the HPA was unable to compute the replica count: " + UNMEASURED);
        assertThat(world.events())
                .extracting(Event::message)
                .contains(
                        UNMEASURED,
                        "invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: "
                                + UNMEASURED);
        assertThat(status().path("currentReplicas").asInt()).isEqualTo(3);
    }

    @Test
    void two_that_scale_the_same_pods_are_told_so_as_soon_as_both_have_looked() {
        world.submit(Manifests.deployment("web", 3, "1", "1Gi"));
        submit("hpa", 2, 5);
        submit("other", 2, 5);
        world.advance(Duration.ofSeconds(15));
        String fault = "pods by selector app=web are controlled by multiple HPAs: [default/hpa default/other]";
        assertThat(condition("hpa", "ScalingActive")).startsWith("False FailedGetResourceMetric ");
        assertThat(condition("other", "ScalingActive")).isEqualTo("False AmbiguousSelector " + fault);
        assertThat(world.events())
                .extracting(Event::reason, Event::message)
                .contains(tuple("AmbiguousSelector", fault), tuple("FailedComputeMetricsReplicas", fault));
        world.advance(Duration.ofSeconds(15));
        assertThat(condition("hpa", "ScalingActive")).isEqualTo("False AmbiguousSelector " + fault);
    }

    @Test
    void nothing_is_scaled_from_zero() {
        world.submit(Manifests.deployment("web", 0, "1", "1Gi"));
        submit(1, 5);
        world.advance(Duration.ofSeconds(15));
        assertThat(world.pods()).isEmpty();
        assertThat(condition("ScalingActive"))
                .isEqualTo("False ScalingDisabled scaling is disabled since the replica count of the target is zero");
    }

    @Test
    void target_that_does_not_exist_is_named() {
        submit(1, 5);
        world.advance(Duration.ofSeconds(15));
        assertThat(condition("AbleToScale"))
                .isEqualTo("False FailedGetScale the HPA controller was unable to get the target's current scale: "
                        + "deployments.apps \"web\" not found");
    }

    @Test
    void fork_goes_on_as_the_world_does() {
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        submit(2, 5);
        world.advance(Duration.ofSeconds(10));
        World fork = world.fork();
        fork.advance(Duration.ofSeconds(5));
        assertThat(fork.deployments().get(0).replicas()).isEqualTo(2);
        assertThat(world.deployments().get(0).replicas()).isEqualTo(1);
    }

    @Test
    void declared_usage_scales_up_in_steps_and_down_after_five_minutes() {
        ObjectNode deployment = Manifests.deployment("web", 2, "200m", "64Mi");
        ((ObjectNode) deployment.at("/spec/template/metadata"))
                .putObject("annotations")
                .put("simarena.dev/usage-cpu", "0s=400m,600s=20m");
        world.submit(deployment);
        submit(1, 20);
        // Within five minutes of its start a pod counts once a whole measurement was taken since it is ready.
        world.advance(Duration.ofSeconds(15));
        assertThat(replicas()).isEqualTo(4); // wants ceil(200/80 * 2) = 5, but at most twice as many
        assertThat(condition("ScalingLimited"))
                .isEqualTo(
                        "True ScaleUpLimit the desired replica count is increasing faster than the maximum scale rate");
        assertThat(condition("ScalingActive"))
                .isEqualTo("True ValidMetricFound the HPA was able to successfully calculate a replica count from cpu"
                        + " resource utilization (percentage of request)");
        world.advance(Duration.ofSeconds(15));
        assertThat(replicas()).isEqualTo(8);
        world.advance(Duration.ofSeconds(15));
        assertThat(replicas()).isEqualTo(16);
        world.advance(Duration.ofSeconds(15));
        assertThat(replicas()).isEqualTo(20);
        assertThat(condition("ScalingLimited"))
                .isEqualTo("True TooManyReplicas the desired replica count is more than the maximum replica count");
        assertThat(status().at("/currentMetrics/0/resource/current/averageUtilization")
                        .asInt())
                .isEqualTo(200);
        assertThat(status().at("/currentMetrics/0/resource/current/averageValue")
                        .asText())
                .isEqualTo("400m");
        world.advance(Duration.ofSeconds(525));
        assertThat(replicas()).isEqualTo(20);
        assertThat(condition("AbleToScale")).isEqualTo("True ReadyForNewScale recommended size matches current size");
        world.advance(Duration.ofSeconds(90)); // every pod is idle by now
        assertThat(replicas()).isEqualTo(20);
        assertThat(condition("AbleToScale"))
                .isEqualTo("True ScaleDownStabilized recent recommendations were higher than current one, applying the"
                        + " highest recent recommendation");
        world.advance(Duration.ofMinutes(5));
        assertThat(replicas()).isLessThan(20);
        assertThat(world.events())
                .extracting(Event::message)
                .contains("New size: 4; reason: cpu resource utilization (percentage of request) above target")
                .anyMatch(message -> message.endsWith("; reason: All metrics below target"));
    }

    private int replicas() {
        return world.deployments().get(0).replicas();
    }

    private void submit(int least, int most) {
        submit("h", least, most);
    }

    private void submit(String name, int least, int most) {
        world.submit(Manifests.json("""
                {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "%s", "namespace": "default"},
                 "spec": {"minReplicas": %d, "maxReplicas": %d,
                  "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}}
                """.formatted(name, least, most)));
    }

    private JsonNode status() {
        return status("h");
    }

    private JsonNode status(String name) {
        ObjectNode object = Objects.requireNonNull(world.get(Autoscaler.GVK, "default", name));
        return object.path("status");
    }

    private String condition(String type) {
        return condition("h", type);
    }

    private String condition(String name, String type) {
        for (JsonNode condition : status(name).path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText() + " "
                        + condition.path("message").asText();
            }
        }
        return "";
    }

    @Test
    void there_is_a_metrics_server_once_any_pod_declares_usage() {
        ObjectNode other = Manifests.pod("other", "1", "1Gi");
        other.withObject("/metadata").putObject("annotations").put("simarena.dev/usage-cpu", "1");
        world.submit(other);
        world.submit(Manifests.deployment("web", 1, "1", "1Gi"));
        submit(1, 5);
        world.advance(Duration.ofSeconds(15));
        assertThat(condition("ScalingActive"))
                .endsWith("unable to get metrics for resource cpu: no metrics returned from resource metrics API");
    }
}
