package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.scheduler.FrameworkBench;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which changes wake a pod that a plugin rejected. */
class QueueingHintsTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("queueing-hints")
                .tests(single ->
                        assertThat(wakes(single)).isEqualTo(single.path("wakes").asBoolean()));
    }

    private static boolean wakes(JsonNode single) {
        FrameworkBench bench = new FrameworkBench();
        bench.node(Notation.node("some", ""), Map.of());
        String plugin = single.path("plugin").asText();
        ObjectNode waiting = ClusterNotation.pod("waiting", single.path("waiting"));
        if (single.path("what").asText().equals("node")) {
            return bench.nodeWakes(plugin, waiting, node(single.path("before")), node(single.path("after")));
        }
        return bench.podWakes(
                plugin,
                waiting,
                pod(single.path("before")),
                pod(single.path("after")),
                single.path("own").asBoolean());
    }

    private static @Nullable ObjectNode node(JsonNode notation) {
        return notation.isTextual() ? Notation.node("node", notation.asText()) : null;
    }

    private static @Nullable ObjectNode pod(JsonNode notation) {
        return notation.isObject() ? ClusterNotation.pod("other", notation) : null;
    }
}
