package dev.simarena.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Run the snippet of docs/EMBEDDED_CLUSTER.md and check what the page says is not simulated. */
class EmbeddedClusterPageTests {

    private static final String DEPLOYMENT = """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "default"},
             "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}},
              "template": {"metadata": {"labels": {"app": "web"}},
               "spec": {"containers": [{"name": "web", "image": "web",
                "resources": {"requests": {"cpu": "%s"}}}]}}}}
            """;

    @Test
    void world_runs_alone() throws IOException {
        // tag::world[]
        World world = new World(WorldOptions.of(1, Instant.parse("2024-10-31T16:00:00Z")));
        world.submit(node("node-0"));
        world.submit(node("node-1"));

        world.submit(json(DEPLOYMENT.formatted("12")));
        assertThat(world.pods()).filteredOn(Pod::isReady).hasSize(2);
        assertThat(world.pods().get(2).unschedulable()).startsWith("0/2 nodes are available: 2 Insufficient cpu.");

        world.advance(Duration.ofHours(1));
        world.submit(json(DEPLOYMENT.formatted("4")));
        assertThat(world.pods()).hasSize(3).allMatch(Pod::isReady);
        assertThat(world.list(Gvk.DEPLOYMENT, "default")
                        .get(0)
                        .at("/status/readyReplicas")
                        .asInt())
                .isEqualTo(3);
        // end::world[]
    }

    @Test
    void a_fork_looks_ahead() throws IOException {
        World world = new World(WorldOptions.of(1, Instant.parse("2024-10-31T16:00:00Z")));
        world.submit(node("node-0"));
        world.submit(node("node-1"));
        world.submit(json(DEPLOYMENT.formatted("12")));
        // tag::fork[]
        World ahead = world.fork();
        ahead.submit(json(DEPLOYMENT.formatted("500m")));
        ahead.advance(Duration.ofMinutes(2));

        assertThat(ahead.pods()).hasSize(3).allMatch(Pod::isReady);
        assertThat(world.pods()).filteredOn(Pod::isReady).hasSize(2);
        // end::fork[]
    }

    @Test
    void kind_of_the_page_is_stored_but_not_simulated() throws IOException {
        World world = new World(WorldOptions.of(1, Instant.EPOCH));
        world.submit(json("""
                {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor",
                 "metadata": {"name": "x", "namespace": "default"}, "spec": {}}
                """));
        assertThat(world.notSimulated()).containsExactly("monitoring.coreos.com/v1.ServiceMonitor");
        assertThat(world.exists(Gvk.of("monitoring.coreos.com/v1", "ServiceMonitor"), "default", "x"))
                .isTrue();
        assertThat(Files.readString(Path.of("docs/EMBEDDED_CLUSTER.md"))).contains("`ServiceMonitor`");
    }

    private static JsonNode node(String name) throws IOException {
        return json("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%s"},
                 "status": {"allocatable": {"cpu": "16", "memory": "32Gi", "pods": "110"}}}
                """.formatted(name));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
