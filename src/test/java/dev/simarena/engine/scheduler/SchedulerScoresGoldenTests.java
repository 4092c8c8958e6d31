package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compare filters, scores and messages with the log of a real scheduler, pod by pod, each pod then forced onto the node it
 * took.
 */
class SchedulerScoresGoldenTests {

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.golden())) {
            return files
                    .filter(file -> file.getFileName().toString().matches("scheduler-scores-.*\\.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void every_pod_sees_the_recorded_nodes_scores_and_message(Path recording) throws IOException {
        JsonNode file = new ObjectMapper().readTree(recording.toFile());
        GoldenCluster cluster = new GoldenCluster();
        file.path("namespaces").forEach(cluster::addNamespace);
        cluster.addService(file.path("service"), "sc");
        cluster.addNodes(file.path("nodes"));
        int compared = 0;
        for (JsonNode recorded : file.path("pods")) {
            Pod pod = cluster.pod(recorded);
            compared += compare(cluster, recorded, pod);
            if (recorded.path("node").isTextual()) {
                cluster.place(pod, recorded.path("node").asText());
            } else {
                cluster.remove(pod);
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /** Compare one attempt; returns how many scores were compared. */
    static int compare(GoldenCluster cluster, JsonNode recorded, Pod pod) {
        Cycle cycle = cluster.framework.cycle(pod);
        cluster.framework.begin(cycle);
        int found = cluster.framework.search(cycle);
        List<String> feasible = Arrays.stream(cluster.framework.feasible(), 0, found)
                .mapToObj(cluster::nodeName)
                .toList();
        if (!recorded.path("node").isTextual()) {
            assertThat(feasible).as(pod.name()).isEmpty();
            assertThat(cluster.message(cycle))
                    .as(pod.name())
                    .isEqualTo(recorded.path("message").asText());
            return 0;
        }
        if (recorded.path("total").isEmpty()) {
            assertThat(feasible)
                    .as(pod.name())
                    .containsExactly(recorded.path("node").asText());
            return 0;
        }
        assertThat(feasible)
                .as(pod.name())
                .containsExactlyInAnyOrderElementsOf(
                        () -> recorded.path("total").fieldNames());
        return compareScores(cluster, recorded, pod, cycle, feasible);
    }

    private static int compareScores(
            GoldenCluster cluster, JsonNode recorded, Pod pod, Cycle cycle, List<String> feasible) {
        Map<String, long[]> scores = cluster.framework.scores(cycle, feasible.size());
        Map<String, Long> totals = new TreeMap<>();
        int compared = 0;
        for (Map.Entry<String, JsonNode> plugin :
                recorded.path("weightedScores").properties()) {
            long[] own = scores.getOrDefault(plugin.getKey(), alike(plugin.getValue(), feasible.size()));
            for (int i = 0; i < own.length; i++) {
                assertThat(own[i])
                        .as("%s of %s on %s", plugin.getKey(), pod.name(), feasible.get(i))
                        .isEqualTo(plugin.getValue().path(feasible.get(i)).asLong());
                totals.merge(feasible.get(i), own[i], Long::sum);
                compared++;
            }
        }
        assertThat(scores.keySet())
                .as(pod.name())
                .isSubsetOf(() -> recorded.path("weightedScores").fieldNames());
        Map<String, Long> expected = new TreeMap<>();
        recorded.path("total")
                .properties()
                .forEach(total -> expected.put(total.getKey(), total.getValue().asLong()));
        assertThat(totals).as(pod.name()).isEqualTo(expected);
        String best = cluster.nodeName(cluster.framework.best(cycle, feasible.size()));
        long maximum =
                expected.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(expected.get(best)).as(pod.name()).isEqualTo(maximum);
        assertThat(expected.get(recorded.path("node").asText())).as(pod.name()).isEqualTo(maximum);
        return compared;
    }

    /** A plugin may say nothing where all nodes score alike, since that decides nothing. */
    private static long[] alike(JsonNode scores, int count) {
        long[] alike = new long[count];
        Arrays.fill(alike, scores.iterator().next().asLong());
        return alike;
    }
}
