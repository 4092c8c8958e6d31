package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.kubelet.MeasuredUsage;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The snippets of docs/USAGE_MODEL.md. */
class UsageModelPageTests {

    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "p", "namespace": "default", "annotations": {%s, "simarena.dev/enforce-usage": "limits"}},
             "spec": {"containers": [{"name": "c", "image": "i", "resources": {"limits": {"cpu": "500m"}}}]}}
            """;

    @Test
    void traceDeclaresUsage() {
        // tag::trace[]
        Trace trace = DeploymentTrace.builder()
                .cpu("500m")
                .memory("256Mi")
                .usesMemory("600Mi")
                .description("Killed again and again")
                .build();
        // end::trace[]
        assertThat(trace.declaration().orElseThrow().fewestSteps()).hasValue(2);
    }

    @Test
    void engineMeasuresUsage() {
        // tag::engine[]
        World world = new World(WorldOptions.of(1, Instant.parse("2024-10-31T16:00:00Z")));
        world.submit(node("node-0"));
        world.submit(json(POD.formatted("\"simarena.dev/usage-cpu\": \"0s=1500m,60s=200m\"")));

        Pod pod = world.pods().get(0);
        assertThat(MeasuredUsage.cpuMilli(pod, Timeline.micros(world.now()))).hasValue(500);
        assertThat(pod.isReady()).isFalse();

        world.advance(Duration.ofSeconds(60));
        assertThat(MeasuredUsage.cpuMilli(pod, Timeline.micros(world.now()))).hasValue(200);
        assertThat(pod.isReady()).isTrue();
        // end::engine[]
    }

    private static JsonNode node(String name) {
        return json("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%s"},
                 "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}}}
                """.formatted(name));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
