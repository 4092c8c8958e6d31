package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.controller.ControllerBench;
import dev.simarena.engine.model.Condition;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the condition Progressing says, and when old pods are gone. */
class DeploymentProgressTruthTests {

    private static final TruthTable TABLE = TruthTable.of("deployment-progress");
    private static final String PROGRESSING = "Progressing";

    /** The condition was written an hour ago. */
    @TestFactory
    List<DynamicTest> cases() {
        return TABLE.tests(single -> {
            ObjectNode manifest = Deployments.of(single.path("replicas").asInt(), 1, 1);
            manifest.withObject("/spec")
                    .put("progressDeadlineSeconds", single.path("deadline").asInt(Integer.MAX_VALUE));
            ControllerBench bench = new ControllerBench(manifest);
            List<Condition> before = single.has("condition")
                    ? List.of(condition(single.path("condition").asText().split(" ", 2), bench.now()))
                    : List.of();
            bench.status(numbers(single.path("status").asText()), before);
            sets(bench, single, manifest);
            bench.advance(Duration.ofHours(1));
            bench.sync();
            if (!single.has("after")) {
                assertThat(bench.condition(PROGRESSING)).isNull();
                return;
            }
            List<String> after = Notation.words(single.path("after").asText());
            Condition condition = Objects.requireNonNull(bench.condition(PROGRESSING));
            assertThat(List.of(condition.status(), condition.reason())).isEqualTo(after.subList(0, 2));
            assertThat(condition.updated() == bench.now()).isEqualTo(after.contains("updated"));
            assertThat(condition.transitioned() == bench.now()).isEqualTo(after.contains("transitioned"));
        });
    }

    @TestFactory
    List<DynamicTest> complete() {
        return TABLE.tests("complete", single -> {
            ControllerBench bench =
                    new ControllerBench(Deployments.of(single.path("replicas").asInt(), 1, 1));
            assertThat(bench.complete(numbers(single.path("status").asText())))
                    .isEqualTo(single.path("complete").asBoolean());
        });
    }

    @TestFactory
    List<DynamicTest> progressing() {
        return TABLE.tests(
                "progressing",
                single -> assertThat(ControllerBench.progressed(
                                numbers(single.path("before").asText()),
                                numbers(single.path("after").asText())))
                        .isEqualTo(single.path("progress").asBoolean()));
    }

    @TestFactory
    List<DynamicTest> recreate() {
        return TABLE.tests("recreate", single -> {
            ObjectNode manifest = Manifests.deployment("web", 2, "1", "1Gi");
            manifest.withObject("/spec/strategy").put("type", "Recreate");
            ControllerBench bench = new ControllerBench(manifest);
            sets(bench, single, manifest);
            int made = bench.sync().size() - single.path("sets").size();
            assertThat(made == 1).isEqualTo(single.path("made").asBoolean());
        });
    }

    private static void sets(ControllerBench bench, JsonNode single, ObjectNode manifest) {
        single.path("sets").properties().forEach(entry -> {
            String name = entry.getKey();
            List<String> words = Notation.words(entry.getValue().asText());
            int[] counts = numbers(words.get(0));
            ReplicaSet set = bench.set(
                    name,
                    name.equals("new") ? manifest : Deployments.withOtherTemplate(manifest, name),
                    counts[0],
                    counts[1],
                    counts[2],
                    Deployments.annotations(single.path("replicas").asInt(), 1));
            for (int i = 1; i < words.size(); i++) {
                pod(bench, set, name + "-" + i, Phase.valueOf(words.get(i).toUpperCase(Locale.ROOT)));
            }
        });
    }

    private static void pod(ControllerBench bench, ReplicaSet set, String name, Phase phase) {
        Pod pod = bench.pod(set, name, Map.of());
        if (phase != Phase.PENDING) {
            bench.assign(set, pod, 1);
            bench.ready(pod, Duration.ZERO);
        }
        if (phase.terminal()) {
            pod.finish(phase, bench.now());
        }
    }

    private static Condition condition(String[] words, long time) {
        return new Condition(PROGRESSING, words[0], words[1], "", time, time);
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split("/", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
