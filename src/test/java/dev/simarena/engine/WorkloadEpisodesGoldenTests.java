package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replay the recorded requests of episodes made of kinds that are simulated, and compare every state. */
class WorkloadEpisodesGoldenTests {

    private static final Set<String> EPISODES = Set.of(
            "deploy-basic",
            "rolling-default-10",
            "rolling-surge1-unavail0-full",
            "rolling-surge0-unavail1-full",
            "rolling-surge3-unavail2-stuck",
            "rolling-surge10p-unavail10p-stuck",
            "rolling-surge100p-unavail0",
            "rolling-unavail100p-stuck",
            "recreate-stuck-then-fixed",
            "pause-change-scale-resume",
            "scale-while-rolling",
            "three-revisions-then-scale",
            "progress-deadline-5s",
            "progress-deadline-initial",
            "memory-bound",
            "delete-deployment-background",
            "delete-deployment-orphan",
            "rs-scale-down-pending-first",
            "pods-110-limit",
            "zero-requests-on-full-node",
            "extended-resource",
            "host-port-3-on-2",
            "node-selector-none",
            "tainted-nodes",
            "node-added-later",
            "node-cordon",
            "anti-affinity-3-on-2",
            "pod-affinity-zone",
            "preemption-basic",
            "preemption-bare-unique",
            "pvc-unbound");

    /** These have pods that only the stages of the recording treat as recorded. */
    private static final Set<String> SPECIAL = Set.of("never-ready-revision", "never-ready-all");

    private World world = new World(WorldOptions.of(3, Manifests.START));
    private final Map<String, ObjectNode> manifests = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("workload-episodes.json").toFile());
        Stages recorded = GoldenStages.read();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode episode : file.path("episodes")) {
            String name = episode.path("name").asText();
            if (EPISODES.contains(name)) {
                tests.add(DynamicTest.dynamicTest(name, () -> new WorkloadEpisodesGoldenTests().play(episode)));
            }
            if (EPISODES.contains(name) || SPECIAL.contains(name)) {
                tests.add(DynamicTest.dynamicTest(name + " with the stages of the recording", () -> {
                    WorkloadEpisodesGoldenTests test = new WorkloadEpisodesGoldenTests();
                    test.world = new World(WorldOptions.of(3, Manifests.START).withStages(recorded));
                    test.play(episode);
                }));
            }
        }
        assertThat(tests).hasSize(2 * EPISODES.size() + SPECIAL.size());
        return tests.stream();
    }

    private void play(JsonNode episode) {
        for (JsonNode node : episode.path("nodes")) {
            world.submit(node);
            manifests.put("node/" + node.at("/metadata/name").asText(), node.deepCopy());
        }
        int step = 0;
        for (JsonNode recorded : episode.path("steps")) {
            recorded.path("requests").forEach(this::request);
            world.advance(Duration.ofMillis((long) (recorded.path("waitSeconds").asDouble() * 1000)));
            compare(recorded.path("state"), "step " + step++);
        }
    }

    private void request(JsonNode request) {
        if (request.has("sleep")) {
            world.advance(Duration.ofMillis((long) (request.path("sleep").asDouble() * 1000)));
            return;
        }
        String[] path = request.path("path").asText().split("/");
        String verb = request.path("verb").asText();
        JsonNode body = request.path("body");
        boolean named = !verb.equals("POST");
        String resource = path[named ? path.length - 2 : path.length - 1];
        String key = resource.substring(0, resource.length() - 1) + "/"
                + (named ? path[path.length - 1] : body.at("/metadata/name").asText());
        if (verb.equals("DELETE")) {
            ObjectNode live = Objects.requireNonNull(manifests.remove(key));
            world.delete(
                    Gvk.of(live.path("apiVersion").asText(), live.path("kind").asText()),
                    "default",
                    live.at("/metadata/name").asText(),
                    Propagation.valueOf(
                            body.path("propagationPolicy").asText("Background").toUpperCase(Locale.ROOT)));
            return;
        }
        ObjectNode manifest = body.deepCopy();
        if (verb.equals("PATCH")) {
            manifest = Objects.requireNonNull(manifests.get(key));
            merge(manifest, body);
        } else if (!resource.equals("nodes")) {
            ((ObjectNode) manifest.path("metadata")).put("namespace", "default");
        }
        if (request.at("/result/code").asInt() >= 400) {
            ObjectNode refused = manifest;
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> world.submit(refused))
                    .withMessage(request.at("/result/message").asText());
        } else {
            manifests.put(key, manifest);
            world.submit(manifest);
        }
    }

    /** Merge strategically; the one container of these episodes merges by its name. */
    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode old = target.path(field.getKey());
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject() && old instanceof ObjectNode object) {
                merge(object, value);
            } else if (field.getKey().equals("containers") && old instanceof ArrayNode array) {
                merge((ObjectNode) array.path(0), value.path(0));
            } else {
                target.set(field.getKey(), value);
            }
        }
    }

    private void compare(JsonNode state, String step) {
        List<Pod> pods = world.pods();
        assertThat(List.of(
                        pods.stream().filter(Pod::isReady).count(),
                        pods.stream()
                                .filter(pod -> pod.phase() == Phase.PENDING)
                                .count(),
                        (long) pods.size()))
                .as("ready, pending, total after %s", step)
                .containsExactly(
                        state.at("/counts/ready").asLong(),
                        state.at("/counts/pending").asLong(),
                        state.at("/counts/total").asLong());
        assertThat(pods.stream().map(Pod::unschedulable).filter(Objects::nonNull))
                .as("why pods wait after %s", step)
                .containsExactlyInAnyOrderElementsOf(waiting(state.path("pods")));
        Map<String, String> names = logicalNames();
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode controller : state.path("controllers")) {
            expected.put(
                    controller.path("kind").asText() + "/"
                            + controller.path("name").asText(),
                    describe(
                            controller.path("replicas"),
                            controller.path("status"),
                            controller.path("annotations"),
                            conditions(controller.path("conditions"))));
        }
        Map<String, String> actual = new TreeMap<>();
        for (Gvk gvk : List.of(Gvk.DEPLOYMENT, Gvk.REPLICA_SET, Gvk.parse("v1.PersistentVolumeClaim"))) {
            for (JsonNode object : world.list(gvk, "default")) {
                ObjectNode status = object.path("status").deepCopy();
                JsonNode conditions = status.path("conditions");
                status.remove(List.of("conditions", "observedGeneration"));
                List<String> rows = new ArrayList<>();
                for (JsonNode condition : conditions) {
                    rows.add(stable(
                            condition.path("type").asText(),
                            condition.path("status").asText(),
                            condition.path("reason").asText(),
                            logical(condition.path("message").asText(), names)));
                }
                rows.sort(null);
                JsonNode annotations = gvk.equals(Gvk.REPLICA_SET)
                        ? object.at("/metadata/annotations")
                        : new ObjectMapper().missingNode();
                String name = object.at("/metadata/name").asText();
                actual.put(
                        gvk.kind() + "/" + names.getOrDefault(name, name),
                        describe(object.at("/spec/replicas"), status, annotations, rows));
            }
        }
        assertThat(actual).as("controllers after %s", step).isEqualTo(expected);
    }

    private static List<String> waiting(JsonNode pods) {
        List<String> messages = new ArrayList<>();
        for (JsonNode pod : pods) {
            for (JsonNode condition : pod.path("conditions")) {
                if (condition.path(0).asText().equals("PodScheduled")
                        && condition.path(2).asText().equals("Unschedulable")) {
                    messages.addAll(Collections.nCopies(
                            pod.path("count").asInt(), condition.path(3).asText()));
                }
            }
        }
        return messages;
    }

    private Map<String, String> logicalNames() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (JsonNode set : world.list(Gvk.REPLICA_SET, "default")) {
            String hash = set.at("/metadata/labels/pod-template-hash").asText("");
            String name = set.at("/metadata/name").asText();
            if (!hash.isEmpty()) {
                String base = name.substring(0, name.indexOf("-" + hash));
                names.put(name, base + "-#" + counts.merge(base, 1, Integer::sum));
            }
        }
        return names;
    }

    private static String logical(String message, Map<String, String> names) {
        String result = message;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    private static String describe(JsonNode replicas, JsonNode status, JsonNode annotations, List<String> conditions) {
        Map<String, String> counts = new TreeMap<>();
        status.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asText()));
        Map<String, String> notes = new TreeMap<>();
        annotations
                .properties()
                .forEach(field -> notes.put(field.getKey(), field.getValue().asText()));
        return replicas + " " + counts + " " + notes + " " + conditions;
    }

    private static List<String> conditions(JsonNode recorded) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : recorded) {
            rows.add(stable(
                    row.path(0).asText(),
                    row.path(1).asText(),
                    row.path(2).asText(),
                    row.path(3).asText()));
        }
        rows.sort(null);
        return rows;
    }

    /** The reason of Progressing of a rollout under way varied between recordings. */
    private static String stable(String type, String status, String reason, String message) {
        boolean racy = reason.equals("NewReplicaSetCreated") || reason.equals("ReplicaSetUpdated");
        return type + " " + status + " " + (racy ? "(under way)" : reason + ": " + message);
    }
}
