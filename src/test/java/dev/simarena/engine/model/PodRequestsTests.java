package dev.simarena.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRequestsTests {

    private static final long MI = 1024 * 1024;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "containers add up | [C(300), C(200)] | [] | 500",
                "largest init container counts alone | [C(300)] | [C(400), C(700)] | 700",
                "small init containers do not count | [C(300)] | [C(100), C(200)] | 300",
                "sidecar runs beside the containers | [C(300)] | [S(150)] | 450",
                "init container runs beside the sidecars before it | [C(300)] | [S(150), C(400)] | 550",
                "init container before the sidecar runs alone | [C(300)] | [C(400), S(150)] | 450",
                "two sidecars count for the init container between them once | [C(10)] | [S(100), C(500), S(200)] | 600"
            })
    void init_containers_and_sidecars_follow_the_rule(String name, String containers, String init, long cpu) {
        String spec = "{\"containers\": %s, \"initContainers\": %s}".formatted(expand(containers), expand(init));
        assertThat(PodRequests.of(Manifests.json(spec)).cpuMilli()).isEqualTo(cpu);
    }

    @Test
    void pod_level_requests_override_and_overhead_is_added() {
        PodRequests requests = PodRequests.of(Manifests.json("""
                {"containers": [{"resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}],
                 "resources": {"requests": {"cpu": "3"}}, "overhead": {"cpu": "130m", "memory": "90Mi"}}
                """));
        assertThat(requests.cpuMilli()).isEqualTo(3130);
        assertThat(requests.memoryBytes()).isEqualTo(1114 * MI);
    }

    @Test
    void scores_count_a_default_for_each_container_that_requests_none() {
        PodRequests requests = PodRequests.of(Manifests.json("""
                {"containers": [{}, {"resources": {"requests": {"cpu": "0", "memory": "1Mi"}}}]}
                """));
        assertThat(requests.isZero()).isFalse();
        assertThat(requests.cpuMilli()).isZero();
        assertThat(requests.scoreCpuMilli()).isEqualTo(100);
        assertThat(requests.scoreMemoryBytes()).isEqualTo(201 * MI);
    }

    @Test
    void fractions_are_rounded_up_and_other_resources_kept() {
        PodRequests requests = PodRequests.of(Manifests.json("""
                {"containers": [{"resources": {"requests": {"cpu": "1.0001", "memory": "0.5", "example.com/gpu": "2",
                  "ephemeral-storage": "1Gi"}}}]}
                """));
        assertThat(requests.cpuMilli()).isEqualTo(1001);
        assertThat(requests.memoryBytes()).isEqualTo(1);
        assertThat(requests.ephemeralBytes()).isEqualTo(1024 * MI);
        assertThat(requests.others()).containsExactly(java.util.Map.entry("example.com/gpu", 2L));
    }

    /** C(n) is a container, S(n) a sidecar, requesting n milli-cpu. */
    private static String expand(String containers) {
        String resources = "\"resources\": {\"requests\": {\"cpu\": \"$1m\"}}";
        return containers
                .replaceAll("C\\((\\d+)\\)", "{" + resources + "}")
                .replaceAll("S\\((\\d+)\\)", "{\"restartPolicy\": \"Always\", " + resources + "}");
    }
}
