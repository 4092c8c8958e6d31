package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.controller.ControllerBench;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.ReplicaSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pod a ReplicaSet deletes first. */
class DeletionOrderTruthTests {

    private static final TruthTable TABLE = TruthTable.of("deletion-order");
    /** Number of draws of uids, so that none decides by chance. */
    private static final int UIDS = 16;

    private static final Duration HISTORY = Duration.ofDays(100);

    @TestFactory
    List<DynamicTest> cases() {
        return TABLE.tests("cases", single -> {
            for (int seed = 0; seed < UIDS; seed++) {
                assertThat(new Pair(single, seed).compare()).isNegative();
            }
        });
    }

    /** Here Kubernetes leaves it to chance, or to the uid; the engine always to the uid. */
    @TestFactory
    List<DynamicTest> ties() {
        return TABLE.tests("ties", single -> {
            for (int seed = 0; seed < UIDS; seed++) {
                Pair pair = new Pair(single, seed);
                assertThat(Integer.signum(pair.compare())).isEqualTo(Integer.signum(pair.compareUid()));
            }
        });
    }

    /** Two pods of one ReplicaSet, 100 days after the Deployment was made. */
    private static final class Pair {
        private final ControllerBench bench;
        private final ReplicaSet set;
        private final Map<String, Pod> pods = new HashMap<>();

        Pair(JsonNode single, int seed) {
            ObjectNode manifest = Manifests.deployment("web", 2, "1", "1Gi");
            manifest.withObject("/spec/template/spec")
                    .putArray("initContainers")
                    .addObject()
                    .put("name", "sidecar")
                    .put("image", "sidecar")
                    .put("restartPolicy", "Always");
            bench = new ControllerBench(manifest, seed);
            set = bench.set("web-1", manifest, 2, 2, 2, Map.of());
            List<String> order = seed % 2 == 0 ? List.of("first", "second") : List.of("second", "first");
            List<String> byAge = order.stream()
                    .sorted((a, b) -> age(single, b).compareTo(age(single, a)))
                    .toList();
            Duration passed = Duration.ZERO;
            for (String which : byAge) {
                Duration time = HISTORY.minus(age(single, which));
                bench.advance(time.minus(passed));
                passed = time;
                Map<String, String> words = words(single.path(which).asText());
                Map<String, String> annotations = words.containsKey("cost")
                        ? Map.of("controller.kubernetes.io/pod-deletion-cost", words.get("cost"))
                        : Map.of();
                pods.put(which, bench.pod(set, which, annotations));
            }
            bench.advance(HISTORY.minus(passed));
            for (String which : order) {
                Map<String, String> words = words(single.path(which).asText());
                Pod pod = pod(which);
                if (!words.containsKey("unassigned")) {
                    bench.assign(set, pod, Integer.parseInt(words.getOrDefault("crowd", "1")));
                }
                if (words.containsKey("ready")) {
                    bench.ready(pod, duration(words.get("ready")));
                }
                if (words.containsKey("restarts")) {
                    bench.restarted(
                            pod,
                            Integer.parseInt(words.get("restarts")),
                            Integer.parseInt(words.getOrDefault("sidecar", "0")));
                }
            }
        }

        int compare() {
            int order = bench.compare(pod("first"), pod("second"));
            assertThat(Integer.signum(bench.compare(pod("second"), pod("first"))))
                    .as("the other way round")
                    .isEqualTo(-Integer.signum(order));
            return order;
        }

        int compareUid() {
            return pod("first").compareUid(pod("second"));
        }

        private Pod pod(String which) {
            return Objects.requireNonNull(pods.get(which));
        }

        private static Duration age(JsonNode single, String which) {
            return duration(words(single.path(which).asText()).getOrDefault("age", "0s"));
        }

        private static Map<String, String> words(String text) {
            Map<String, String> words = new HashMap<>();
            for (String word : Notation.words(text)) {
                int equals = word.indexOf('=');
                words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
            }
            return words;
        }

        private static Duration duration(String text) {
            double amount = Double.parseDouble(text.substring(0, text.length() - 1));
            long seconds = switch (text.charAt(text.length() - 1)) {
                case 's' -> 1;
                case 'h' -> 3600;
                case 'd' -> 86_400;
                default -> throw new IllegalArgumentException(text);
            };
            return Duration.ofMillis(Math.round(amount * seconds * 1000));
        }
    }
}
