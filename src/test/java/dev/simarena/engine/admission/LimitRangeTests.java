package dev.simarena.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a LimitRange adds to pods, and which it keeps out. */
class LimitRangeTests {

    private final World world = Manifests.world(1);

    @BeforeEach
    void limit() {
        world.submit(Manifests.json("""
                {"apiVersion": "v1", "kind": "LimitRange", "metadata": {"name": "lr", "namespace": "default"},
                 "spec": {"limits": [
                   {"type": "Container", "default": {"cpu": "500m"}, "defaultRequest": {"cpu": "0.1"},
                    "min": {"cpu": "50m"}, "max": {"cpu": "1", "memory": "1Gi"}, "maxLimitRequestRatio": {"cpu": "5"}},
                   {"type": "Pod", "max": {"cpu": "1500m"}}]}}
                """));
    }

    @Test
    void defaults_fill_what_is_missing_and_an_annotation_says_so() {
        ObjectNode stored = world.apply(Manifests.pod("p", """
                {"containers": [{"name": "c", "image": "i:1"}]}
                """));
        assertThat(stored.at("/spec/containers/0/resources")).isEqualTo(Manifests.json("""
                        {"limits": {"cpu": "500m", "memory": "1Gi"}, "requests": {"cpu": "100m", "memory": "1Gi"}}
                        """));
        assertThat(stored.at("/metadata/annotations/kubernetes.io~1limit-ranger")
                        .asText())
                .isEqualTo("LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for"
                        + " container c");
    }

    @Test
    void limits_written_by_the_user_count_as_requests_before_defaults_do() {
        ObjectNode stored = world.apply(pod("{\"limits\": {\"cpu\": \"200m\"}}"));
        assertThat(stored.at("/spec/containers/0/resources/requests/cpu").asText())
                .isEqualTo("200m");
    }

    @Test
    void all_broken_bounds_are_named() {
        refused(
                "{\"requests\": {\"cpu\": \"20m\"}, \"limits\": {\"cpu\": \"2\", \"memory\": \"1Gi\"}}",
                403,
                "pods \"p\" is forbidden: [minimum cpu usage per Container is 50m, but request is 20m, maximum cpu usage"
                        + " per Container is 1, but limit is 2, cpu max limit to request ratio per Container is 5, but"
                        + " provided ratio is 100.000000, maximum cpu usage per Pod is 1500m, but limit is 2]");
    }

    @Test
    void request_above_the_default_limit_breaks_a_rule_of_the_pod_itself() {
        refused(
                "{\"requests\": {\"cpu\": \"600m\"}}",
                422,
                "Pod \"p\" is invalid: spec.containers[0].resources.requests: Invalid value: \"600m\": must be less than"
                        + " or equal to cpu limit of 500m");
    }

    private void refused(String resources, int code, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(pod(resources)))
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(world.pods()).isEmpty();
    }

    private static ObjectNode pod(String resources) {
        return Manifests.pod(
                "p",
                "{\"containers\": [{\"name\": \"c\", \"image\": \"i:1\", \"resources\": %s}]}".formatted(resources));
    }
}
