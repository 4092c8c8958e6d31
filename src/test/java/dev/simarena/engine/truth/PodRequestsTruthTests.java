package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.PodRequests;
import dev.simarena.trace.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a pod asks of a node, all its containers taken together. */
class PodRequestsTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("pod-requests").tests(single -> {
            ObjectNode pod = Notation.pod("p", single.path("pod"));
            PodRequests requests = WorkloadReader.pod(Manifest.read(pod)).requests();
            assertThat(amounts(requests))
                    .isEqualTo(amounts(single.path("requests").asText()));
            if (single.has("score")) {
                Map<String, Long> expected = amounts(single.path("score").asText());
                assertThat(requests.takenCpuMilli()).isEqualTo(expected.getOrDefault("cpu", 0L));
                assertThat(requests.takenMemoryBytes()).isEqualTo(expected.getOrDefault("memory", 0L));
            }
            if (single.has("own")) {
                Map<String, Long> expected = amounts(single.path("own").asText());
                assertThat(requests.scoreCpuMilli()).isEqualTo(expected.get("cpu"));
                assertThat(requests.scoreMemoryBytes()).isEqualTo(expected.get("memory"));
            }
        });
    }

    private static Map<String, Long> amounts(PodRequests requests) {
        Map<String, Long> amounts = new TreeMap<>(requests.others());
        amounts.put("cpu", requests.cpuMilli());
        amounts.put("memory", requests.memoryBytes());
        amounts.put("ephemeral-storage", requests.ephemeralBytes());
        amounts.values().removeIf(amount -> amount == 0);
        return amounts;
    }

    private static Map<String, Long> amounts(String text) {
        Map<String, Long> amounts = new TreeMap<>();
        for (String word : Notation.words(text)) {
            String[] amount = word.split("=", 2);
            Quantity quantity = Quantity.parse(amount[1]);
            amounts.put(amount[0], amount[0].equals("cpu") ? quantity.milliValue() : quantity.longValue());
        }
        return amounts;
    }
}
