package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.scheduler.FrameworkBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What plugins that look at the pods around say of each node. */
class PodsAroundTruthTests {

    @TestFactory
    List<DynamicTest> inter_pod_affinity_filters() {
        return filters("inter-pod-affinity", "InterPodAffinity");
    }

    @TestFactory
    List<DynamicTest> inter_pod_affinity_scores() {
        return scores("inter-pod-affinity-score", "InterPodAffinity");
    }

    @TestFactory
    List<DynamicTest> topology_spread_filters() {
        return filters("topology-spread", "PodTopologySpread");
    }

    @TestFactory
    List<DynamicTest> topology_spread_scores() {
        return scores("topology-spread-score", "PodTopologySpread");
    }

    @TestFactory
    List<DynamicTest> image_locality_scores() {
        return scores("image-locality", "ImageLocality");
    }

    private static List<DynamicTest> filters(String subject, String plugin) {
        TruthTable table = TruthTable.of(subject);
        return table.tests(single -> {
            FrameworkBench cluster = ClusterNotation.cluster(table, single);
            Map<String, String> verdicts = cluster.verdicts(plugin, pod(single));
            for (Map.Entry<String, JsonNode> node : single.path("verdicts").properties()) {
                String expected = node.getValue().asText();
                String verdict = verdicts.get(node.getKey());
                if (expected.equals("full") || expected.equals("never")) {
                    assertThat(verdict).as(node.getKey()).startsWith(expected + ": ");
                } else {
                    assertThat(verdict).as(node.getKey()).isEqualTo(expected);
                }
            }
        });
    }

    private static List<DynamicTest> scores(String subject, String plugin) {
        TruthTable table = TruthTable.of(subject);
        return table.tests(single -> {
            List<String> feasible = new ArrayList<>();
            single.path("nodes").fieldNames().forEachRemaining(feasible::add);
            Map<String, Long> scores = ClusterNotation.cluster(table, single).scores(plugin, pod(single), feasible);
            JsonNode expected = single.path("scores");
            if (expected.isNull()) {
                assertThat(scores).isNull();
            } else {
                Map<String, Long> values = new LinkedHashMap<>();
                expected.properties()
                        .forEach(score ->
                                values.put(score.getKey(), score.getValue().asLong()));
                assertThat(scores).isEqualTo(values);
            }
        });
    }

    private static ObjectNode pod(JsonNode single) {
        return ClusterNotation.pod("new", single.path("pod"));
    }
}
