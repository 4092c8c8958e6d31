package dev.simarena.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.trace.Quantity;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compare replays with what a real control plane showed. */
class EmbeddedClusterGoldenTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> tracesOfTheFirstImplementationEndAsOnARealControlPlane() throws IOException {
        JsonNode golden = JSON.readTree(
                SharedFiles.golden().resolve("first-implementation-traces.json").toFile());
        Path folder = SharedFiles.traces().resolve("first-implementation");
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : golden.path("traces").properties()) {
            Trace trace =
                    TraceFiles.load(folder.resolve(entry.getKey() + ".msgpack")).trace();
            for (Map.Entry<String, JsonNode> byNodes :
                    entry.getValue().path("byNodes").properties()) {
                int nodes = Integer.parseInt(byNodes.getKey());
                tests.add(DynamicTest.dynamicTest(
                        entry.getKey() + " on " + nodes,
                        () -> check(
                                entry.getValue(),
                                byNodes.getValue(),
                                replay(trace, nodes).state())));
            }
        }
        return tests.stream();
    }

    private static void check(JsonNode trace, JsonNode expected, ClusterState state) {
        assertThat(state.pods().stream().filter(PodState::ready))
                .hasSize(expected.path("ready").asInt());
        assertThat(state.pods().stream().filter(PodState::pending))
                .hasSize(expected.path("pending").asInt());
        assertThat(state.pods()).hasSize(expected.path("total").asInt());
        assertThat(podsPerNode(state)).isEqualTo(numbers(expected.path("podsPerNode")));
        assertThat(state.pods().stream()
                        .map(PodState::unschedulable)
                        .filter(Objects::nonNull)
                        .distinct())
                .isEqualTo(texts(expected.path("unschedulable")));
        DeploymentState deployment = state.deployments().get(0);
        JsonNode stored = trace.path("requests_stored").path(0);
        assertThat(deployment.cpu()).hasToString(stored.path("cpu").asText());
        assertThat(deployment.memory()).hasToString(stored.path("memory").asText());
    }

    @TestFactory
    Stream<DynamicTest> replaysOfSimKubesTracesPassThroughTheSameStates() throws IOException {
        JsonNode golden = JSON.readTree(
                SharedFiles.golden().resolve("simkube-replay.json").toFile());
        Path folder = SharedFiles.traces().resolve("simkube");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode replay : golden.path("replays")) {
            String name = replay.path("trace").asText();
            boolean admitted = !name.equals("bare-pods")
                    || replay.path("serviceAccountAdmission").asBoolean();
            if (admitted) {
                Trace trace = TraceFiles.load(folder.resolve(name + ".sktrace")).trace();
                for (JsonNode event : replay.path("events")) {
                    if (recordedAtOnce(event)) {
                        continue;
                    }
                    tests.add(DynamicTest.dynamicTest(
                            "%s on %d, event %d"
                                    .formatted(
                                            name,
                                            replay.path("nodes").path("count").asInt(),
                                            event.path("index").asInt()),
                            () -> checkEvent(trace, replay, event)));
                }
            }
        }
        return tests.stream();
    }

    /** Right after a deletion the recording still shows what the garbage collector is about to remove. */
    private static boolean recordedAtOnce(JsonNode event) {
        return !event.path("deleted").isEmpty()
                && event.path("driverSleepSeconds").asInt() == 0;
    }

    private static void checkEvent(Trace trace, JsonNode replay, JsonNode event) {
        List<TraceEvent> played = trace.events().subList(0, event.path("index").asInt() + 1);
        int next = event.path("index").asInt() + 1;
        Duration until = next < trace.events().size()
                ? Duration.ofSeconds(trace.events().get(next).ts() - trace.start())
                : Duration.ofSeconds(trace.end() - trace.start() + 1);
        ClusterState state = new EmbeddedCluster()
                .replay(request(
                        trace.withEvents(played),
                        replay.path("nodes").path("count").asInt(),
                        until.minusMillis(1)))
                .state();
        for (Map.Entry<String, JsonNode> namespace :
                event.path("state").path("namespaces").properties()) {
            List<PodState> pods = state.pods().stream()
                    .filter(pod -> pod.namespace().equals(namespace.getKey()))
                    .toList();
            JsonNode expected = namespace.getValue();
            assertThat(pods.stream().filter(PodState::ready))
                    .hasSize(expected.path("ready").asInt());
            assertThat(pods.stream().filter(PodState::pending))
                    .hasSize(expected.path("pending").asInt());
            assertThat(pods).hasSize(expected.path("total").asInt());
            assertThat(pods.stream().filter(pod -> pod.phase().equals("Running")))
                    .hasSize(expected.path("running").asInt());
        }
        for (Map.Entry<String, JsonNode> deployment :
                event.path("state").path("deployments").properties()) {
            assertThat(state.deployments().stream()
                            .filter(candidate -> candidate.name().equals(deployment.getKey()))
                            .map(DeploymentState::replicas))
                    .containsExactly(deployment.getValue().path(0).asInt());
        }
    }

    private static Replay replay(Trace trace, int nodes) {
        return new EmbeddedCluster().replay(request(trace, nodes, ReplayRequest.DEFAULT_DURATION));
    }

    private static ReplayRequest request(Trace trace, int nodes, Duration duration) {
        NodeShape shape = new NodeShape(nodes, Quantity.parse("16"), Quantity.parse("32Gi"), 110);
        return new ReplayRequest("golden", trace, shape, duration, new NamespaceHooks(), "test", 1);
    }

    private static List<Integer> podsPerNode(ClusterState state) {
        Collection<Long> counts = state.pods().stream()
                .map(PodState::node)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(node -> node, Collectors.counting()))
                .values();
        return counts.stream()
                .sorted(Comparator.reverseOrder())
                .map(Long::intValue)
                .toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(element -> numbers.add(element.asInt()));
        return numbers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
