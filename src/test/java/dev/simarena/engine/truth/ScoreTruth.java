package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.scheduler.SchedulerBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Let one score plugin score nodes, and compare with the expected scores. */
final class ScoreTruth {

    private ScoreTruth() {}

    static List<DynamicTest> tests(String subject) {
        TruthTable table = TruthTable.of(subject);
        String plugin = table.field("plugin").asText();
        return table.tests(single -> {
            SchedulerBench bench = bench(single);
            Map<String, Long> scores = bench.scores(plugin, Notation.pod("new", single.path("pod")));
            if (single.path("scores").isTextual()) {
                assertThat(scores).isNull();
            } else {
                Map<String, Long> expected = new LinkedHashMap<>();
                single.path("scores")
                        .properties()
                        .forEach(entry ->
                                expected.put(entry.getKey(), entry.getValue().asLong()));
                assertThat(scores).isEqualTo(expected);
            }
        });
    }

    private static SchedulerBench bench(JsonNode single) {
        SchedulerBench bench = new SchedulerBench();
        single.path("nodes")
                .properties()
                .forEach(node ->
                        bench.node(Notation.node(node.getKey(), node.getValue().asText())));
        single.path("running").properties().forEach(node -> {
            int number = 0;
            for (JsonNode running : node.getValue()) {
                bench.run(node.getKey(), Notation.pod(node.getKey() + "-" + number++, running));
            }
        });
        return bench;
    }
}
