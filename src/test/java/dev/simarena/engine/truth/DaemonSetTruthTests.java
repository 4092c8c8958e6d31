package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.controller.DaemonBench;
import dev.simarena.engine.model.Phase;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pods one sync of a DaemonSet makes and deletes. */
class DaemonSetTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("daemon-set-steps").tests(single -> {
            DaemonBench bench = new DaemonBench(set(single));
            for (int i = 0; i < single.path("nodes").asInt(); i++) {
                bench.node(String.valueOf((char) ('a' + i)));
            }
            single.path("pods").forEach(pod -> add(bench, pod.asText()));
            bench.sync();
            assertThat(bench.created())
                    .as("creates")
                    .containsExactlyElementsOf(
                            Notation.words(single.path("creates").asText("")));
            assertThat(bench.deleted())
                    .as("deletes")
                    .containsExactlyElementsOf(
                            Notation.words(single.path("deletes").asText("")));
        });
    }

    private static ObjectNode set(JsonNode single) {
        ObjectNode set = Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "agent", "namespace": "default"},
                 "spec": {"selector": {"matchLabels": {"app": "agent"}},
                          "template": {"metadata": {"labels": {"app": "agent"}},
                                       "spec": {"containers": [{"name": "c", "image": "i:1"}]}}}}
                """);
        ObjectNode spec = set.withObject("/spec");
        spec.put("minReadySeconds", single.path("minReady").asInt());
        ObjectNode strategy = spec.withObject("/updateStrategy");
        if (single.path("onDelete").asBoolean()) {
            strategy.put("type", "OnDelete");
        } else if (single.has("surge")) {
            strategy.withObject("/rollingUpdate").put("maxUnavailable", 0).set("maxSurge", single.path("surge"));
        } else if (single.has("unavailable")) {
            strategy.withObject("/rollingUpdate").set("maxUnavailable", single.path("unavailable"));
        }
        return set;
    }

    private static void add(DaemonBench bench, String text) {
        List<String> words = Notation.words(text);
        List<String> state = words.subList(2, words.size());
        Phase end = state.contains("failed") ? Phase.FAILED : state.contains("succeeded") ? Phase.SUCCEEDED : null;
        long ready = state.contains("ready") ? 3600 : -1;
        for (String word : state) {
            if (word.startsWith("ready=")) {
                ready = Long.parseLong(word.substring(6));
            }
        }
        bench.pod(words.get(0), words.get(1), state.contains("pending"), end, state.contains("going"), ready);
    }
}
