package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.scheduler.FrameworkBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** On which nodes preemption could make room, at whose cost, and which of them it chooses. */
class PreemptionTruthTests {

    @TestFactory
    List<DynamicTest> victims() {
        TruthTable table = TruthTable.of("preemption");
        return table.tests(single -> {
            Map<String, FrameworkBench.Offer> expected = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> candidate :
                    single.path("candidates").properties()) {
                List<String> victims = new ArrayList<>();
                candidate.getValue().path("victims").forEach(victim -> victims.add(victim.asText()));
                expected.put(
                        candidate.getKey(),
                        new FrameworkBench.Offer(
                                victims, candidate.getValue().path("violations").asInt()));
            }
            assertThat(ClusterNotation.cluster(table, single)
                            .candidates(ClusterNotation.pod("new", single.path("pod"))))
                    .isEqualTo(expected);
        });
    }

    @TestFactory
    List<DynamicTest> choice() {
        TruthTable table = TruthTable.of("preemption-choice");
        return table.tests(single -> {
            List<String> expected = new ArrayList<>();
            single.path("best").forEach(node -> expected.add(node.asText()));
            assertThat(ClusterNotation.cluster(table, single).best(ClusterNotation.pod("new", single.path("pod"))))
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }
}
