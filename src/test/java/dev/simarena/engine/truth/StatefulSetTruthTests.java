package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.controller.StatefulBench;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.StatefulSetStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What one sync of a StatefulSet does, and how it describes what it found. */
class StatefulSetTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("stateful-set-steps").tests(single -> {
            StatefulBench bench = new StatefulBench(set(single));
            single.path("pods").forEach(pod -> add(bench, pod.asText()));
            List<String> expected = new ArrayList<>();
            single.path("does").forEach(step -> expected.add(step.asText()));
            assertThat(bench.sync()).isEqualTo(expected);
            if (single.has("status")) {
                List<String> words = Notation.words(single.path("status").asText());
                StatefulSetStatus status = bench.status();
                assertThat(List.of(
                                "replicas=" + status.replicas(),
                                "ready=" + status.ready(),
                                "available=" + status.available(),
                                "current=" + status.current(),
                                "updated=" + status.updated()))
                        .isEqualTo(words.subList(0, 5));
                if (words.size() > 5) {
                    assertThat("at=" + status.currentRevision()).isEqualTo(words.get(5));
                }
                assertThat(status.updateRevision()).isEqualTo("new");
            }
        });
    }

    static ObjectNode set(JsonNode single) {
        ObjectNode set = Manifests.json("""
                {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db", "namespace": "default"},
                 "spec": {"serviceName": "db", "selector": {"matchLabels": {"app": "db"}},
                          "template": {"metadata": {"labels": {"app": "db"}},
                                       "spec": {"containers": [{"name": "c", "image": "i:1"}]}}}}
                """);
        ObjectNode spec = set.withObject("/spec");
        spec.put("replicas", single.path("replicas").asInt());
        spec.put("minReadySeconds", single.path("minReady").asInt());
        if (single.path("parallel").asBoolean()) {
            spec.put("podManagementPolicy", "Parallel");
        }
        if (single.path("onDelete").asBoolean()) {
            spec.withObject("/updateStrategy").put("type", "OnDelete");
        } else if (single.has("partition")) {
            spec.withObject("/updateStrategy/rollingUpdate")
                    .put("partition", single.path("partition").asInt());
        }
        if (single.has("start")) {
            spec.withObject("/ordinals").put("start", single.path("start").asInt());
        }
        return set;
    }

    private static void add(StatefulBench bench, String text) {
        List<String> words = Notation.words(text);
        List<String> state = words.subList(2, words.size());
        Phase end = state.contains("failed") ? Phase.FAILED : state.contains("succeeded") ? Phase.SUCCEEDED : null;
        long ready = state.stream()
                .filter(word -> word.startsWith("ready="))
                .mapToLong(word -> Long.parseLong(word.substring(6)))
                .findFirst()
                .orElse(3600);
        bench.pod(
                Integer.parseInt(words.get(0)),
                words.get(1),
                state.contains("pending"),
                end,
                state.contains("going"),
                ready);
    }
}
