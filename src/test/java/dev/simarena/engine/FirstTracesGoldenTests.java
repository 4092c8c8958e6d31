package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Play the recorded traces on 1 to 4 nodes and compare with what a real control plane showed. */
class FirstTracesGoldenTests {

    @TestFactory
    Stream<DynamicTest> trace_shows_what_the_control_plane_showed() throws IOException {
        Path traces = SharedFiles.traces().resolve("first-implementation");
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden()
                        .resolve("first-implementation-traces.json")
                        .toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> expected : file.path("traces").properties()) {
            Trace trace = TraceFiles.load(traces.resolve(expected.getKey() + ".msgpack"))
                    .trace();
            for (Map.Entry<String, JsonNode> byNodes :
                    expected.getValue().path("byNodes").properties()) {
                tests.add(DynamicTest.dynamicTest(
                        expected.getKey() + " on " + byNodes.getKey() + " nodes",
                        () -> compare(
                                play(trace, Integer.parseInt(byNodes.getKey())),
                                expected.getValue(),
                                byNodes.getValue())));
            }
        }
        assertThat(tests).hasSize(120);
        return tests.stream();
    }

    private static World play(Trace trace, int nodes) {
        World world = Manifests.world(nodes);
        for (TraceEvent event : trace.events()) {
            for (TraceObject object : event.applied()) {
                String namespace = object.namespace();
                if (namespace != null) {
                    world.submit(Manifests.namespace(namespace));
                }
                world.submit(object.body());
            }
        }
        return world;
    }

    private static void compare(World world, JsonNode trace, JsonNode expected) {
        List<Pod> pods = world.pods();
        assertThat(pods.stream().filter(Pod::isReady))
                .hasSize(expected.path("ready").asInt());
        assertThat(pods.stream().filter(pod -> pod.phase() == Phase.PENDING))
                .hasSize(expected.path("pending").asInt());
        assertThat(pods).hasSize(expected.path("total").asInt());
        assertThat(world.nodes().stream()
                        .map((Node node) -> node.pods().size())
                        .filter(count -> count > 0)
                        .sorted(Comparator.reverseOrder()))
                .containsExactlyElementsOf(
                        StreamSupport.stream(expected.path("podsPerNode").spliterator(), false)
                                .map(JsonNode::asInt)
                                .toList());
        assertThat(pods.stream()
                        .map(Pod::unschedulable)
                        .filter(Objects::nonNull)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        StreamSupport.stream(expected.path("unschedulable").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
        Deployment deployment = world.deployments().get(0);
        JsonNode stored = trace.path("requests_stored").path(0);
        assertThat(String.valueOf(deployment.cpu()))
                .isEqualTo(stored.path("cpu").asText());
        assertThat(String.valueOf(deployment.memory()))
                .isEqualTo(stored.path("memory").asText());
    }
}
