package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.scheduler.QueueBench;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pod is tried when. */
class SchedulingQueueTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("scheduling-queue").tests(SchedulingQueueTruthTests::play);
    }

    private static void play(JsonNode single) {
        QueueBench bench = new QueueBench();
        int number = 0;
        for (JsonNode step : single.path("steps")) {
            number++;
            String[] words = step.asText().split(" ", 3);
            String rest = words.length > 2 ? words[2] : "";
            switch (words[0]) {
                case "add" -> bench.add(words[1], Integer.parseInt(rest.replace(" gated", "")), rest.endsWith("gated"));
                case "pop" ->
                    assertThat(bench.pop())
                            .as("step %d: %s", number, step.asText())
                            .isEqualTo(words[1].equals("nothing") ? "" : words[1]);
                case "fail" -> bench.fail(words[1], plugins(rest));
                case "wait" -> bench.advance((long) (Double.parseDouble(words[1]) * 1_000_000));
                case "node" -> bench.nodeAdded();
                case "end" -> bench.podEnded();
                case "relabel" -> bench.relabel(words[1]);
                case "tolerate" -> bench.tolerate(words[1]);
                case "annotate" -> bench.annotate(words[1]);
                case "open" -> bench.open(words[1]);
                case "delete" -> bench.delete(words[1]);
                case "preempt" -> bench.preempt(words[1], true);
                case "preempted" -> bench.preempt(words[1], false);
                case "flush" -> bench.flush();
                default -> throw new IllegalArgumentException(step.asText());
            }
        }
    }

    private static Set<String> plugins(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(", ")));
    }
}
