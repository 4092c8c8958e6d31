package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.controller.OwnershipBench;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pods a controller takes, keeps and lets go. */
class OwnershipTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("ownership").tests(single -> {
            OwnershipBench bench = new OwnershipBench(
                    single.path("deleting").asBoolean(),
                    single.path("finalizer").asBoolean());
            List<Pod> pods = new ArrayList<>();
            for (JsonNode notation : single.path("pods")) {
                List<String> words = Notation.words(notation.asText());
                String namespace = field(words, "in");
                String owner = field(words, "owner");
                pods.add(bench.pod(
                        namespace.isEmpty() ? "default" : namespace,
                        words.get(0),
                        field(words, "app"),
                        owner.isEmpty() ? null : owner,
                        words.contains("deleting"),
                        words.contains("finalizer")));
            }
            assertThat(bench.claim()).isEqualTo(texts(single.path("claimed")));
            assertThat(bench.patches()).isEqualTo(single.path("patches").asInt());
            assertThat(pods).extracting(OwnershipTruthTests::describe).isEqualTo(texts(single.path("after")));
        });
    }

    private static String describe(Pod pod) {
        ApiObject controller = pod.controller();
        return pod.name() + " app=" + pod.labels().get("app")
                + ("default".equals(pod.namespace()) ? "" : " in=" + pod.namespace())
                + (controller == null ? "" : " owner=" + controller.name())
                + (pod.terminating() ? " deleting" : "")
                + (OwnershipBench.finalized(pod) ? " finalizer" : "");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String field(List<String> words, String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
