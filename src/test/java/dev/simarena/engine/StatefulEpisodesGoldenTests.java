package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replay the recorded requests of episodes with StatefulSets, DaemonSets and claims, and compare every state. */
class StatefulEpisodesGoldenTests {

    private static final Set<String> EPISODES = Set.of(
            "sts-ordered",
            "sts-partition",
            "sts-stuck-ordinal",
            "sts-ondelete",
            "sts-volume-claims-unbound",
            "sts-start-ordinal-delete",
            "ds-selector-tolerations",
            "ds-update-surge",
            "ds-ondelete",
            "pvc-unbound");

    private static final Map<String, Gvk> RESOURCES = Map.of(
            "storageclasses", new Gvk("storage.k8s.io", "v1", "StorageClass"),
            "nodes", Gvk.NODE,
            "pods", Gvk.POD,
            "statefulsets", StatefulSet.GVK,
            "daemonsets", DaemonSet.GVK,
            "persistentvolumeclaims", PersistentVolumeClaim.GVK);

    private final World world = new World(WorldOptions.of(3, Manifests.START));
    private final Map<String, String> revisions = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("workload-episodes.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode episode : file.path("episodes")) {
            String name = episode.path("name").asText();
            if (EPISODES.contains(name)) {
                tests.add(DynamicTest.dynamicTest(name, () -> new StatefulEpisodesGoldenTests().play(episode)));
            }
        }
        assertThat(tests).hasSize(EPISODES.size());
        return tests.stream();
    }

    private void play(JsonNode episode) {
        episode.path("nodes").forEach(world::submit);
        int step = 0;
        for (JsonNode recorded : episode.path("steps")) {
            recorded.path("requests").forEach(this::request);
            world.advance(Duration.ofMillis((long) (recorded.path("waitSeconds").asDouble() * 1000)));
            compare(recorded, "after step " + step++);
        }
    }

    private void request(JsonNode request) {
        String[] path = request.path("path").asText().split("/");
        String verb = request.path("verb").asText();
        Gvk gvk = Objects.requireNonNull(RESOURCES.get(path[path.length - (verb.equals("POST") ? 1 : 2)]));
        String namespace = gvk.equals(Gvk.NODE) || gvk.kind().equals("StorageClass") ? null : "default";
        if (request.at("/result/code").asInt() >= 400) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> send(verb, gvk, namespace, path[path.length - 1], request.path("body")))
                    .withMessage(request.at("/result/message").asText());
        } else {
            send(verb, gvk, namespace, path[path.length - 1], request.path("body"));
        }
    }

    private void send(String verb, Gvk gvk, @Nullable String namespace, String name, JsonNode body) {
        switch (verb) {
            case "POST" -> world.requests().create(gvk, namespace, body);
            case "PATCH" -> world.requests().patch(gvk, namespace, name, PatchType.STRATEGIC, body, Subresource.NONE);
            default -> world.requests().delete(gvk, namespace, chosen(name), DeleteOptions.read(body));
        }
    }

    /** A pod may be described as {@code <agent pod on n0>}. */
    private String chosen(String name) {
        if (!name.startsWith("<")) {
            return name;
        }
        String[] words = name.substring(1, name.length() - 1).split(" ", -1);
        return world.pods().stream()
                .filter(pod -> pod.name().startsWith(words[0]) && words[3].equals(pod.nodeName()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private void compare(JsonNode recorded, String step) {
        JsonNode state = recorded.path("state");
        Set<String> unstable = new TreeSet<>();
        recorded.path("unstable").forEach(path -> unstable.add(path.asText()));
        nameRevisions();
        assertThat(pods()).as("pods %s", step).isEqualTo(pods(state.path("pods")));
        assertThat(controllers()).as("controllers %s", step).isEqualTo(controllers(state.path("controllers")));
        assertThat(events(unstable)).as("events %s", step).isEqualTo(events(state.path("events"), unstable));
    }

    private Map<String, Integer> pods(JsonNode recorded) {
        Map<String, Integer> pods = new TreeMap<>();
        for (JsonNode pod : recorded) {
            List<String> conditions = new ArrayList<>();
            pod.path("conditions").forEach(condition -> {
                List<String> texts = new ArrayList<>();
                condition.forEach(text -> texts.add(text.asText()));
                conditions.add(String.join(" ", texts).strip());
            });
            Collections.sort(conditions);
            boolean pinned = pod.path("owner").asText("").startsWith("DaemonSet");
            pod.path("nodes")
                    .properties()
                    .forEach(node -> pods.merge(
                            String.join(
                                    "|",
                                    pod.path("owner").asText("-"),
                                    pod.path("name").asText(),
                                    pod.path("phase").asText(),
                                    pod.path("revision").asText(),
                                    pod.path("requests").path(0).path("cpu").asText(),
                                    pinned ? node.getKey() : "",
                                    conditions.toString()),
                            node.getValue().asInt(),
                            Integer::sum));
        }
        return pods;
    }

    private Map<String, Integer> pods() {
        Map<String, Integer> pods = new TreeMap<>();
        for (ObjectNode pod : world.list(Gvk.POD, "default")) {
            JsonNode owner = pod.at("/metadata/ownerReferences/0");
            boolean pinned = owner.path("kind").asText().equals("DaemonSet");
            List<String> conditions = new ArrayList<>();
            pod.at("/status/conditions")
                    .forEach(condition -> conditions.add(String.join(
                                    " ",
                                    condition.path("type").asText(),
                                    condition.path("status").asText(),
                                    condition.path("reason").asText(),
                                    condition.path("message").asText())
                            .strip()));
            Collections.sort(conditions);
            String hash = pod.at("/metadata/labels/controller-revision-hash").asText();
            pods.merge(
                    String.join(
                            "|",
                            owner.isMissingNode()
                                    ? "-"
                                    : owner.path("kind").asText() + "/"
                                            + owner.path("name").asText(),
                            logical(pod.at("/metadata/name").asText()),
                            pod.at("/status/phase").asText(),
                            revisions.getOrDefault(hash, hash),
                            pod.at("/spec/containers/0/resources/requests/cpu").asText(),
                            pinned ? pod.at("/spec/nodeName").asText() : "",
                            conditions.toString()),
                    1,
                    Integer::sum);
        }
        return pods;
    }

    private Map<String, String> controllers(JsonNode recorded) {
        Map<String, String> controllers = new TreeMap<>();
        for (JsonNode controller : recorded) {
            controllers.put(
                    controller.path("kind").asText() + "/"
                            + controller.path("name").asText(),
                    controller.path("replicas").asText("") + sorted(controller.path("status")));
        }
        return controllers;
    }

    private Map<String, String> controllers() {
        Map<String, String> controllers = new TreeMap<>();
        for (Gvk gvk : List.of(StatefulSet.GVK, DaemonSet.GVK, PersistentVolumeClaim.GVK)) {
            for (ObjectNode object : world.list(gvk, "default")) {
                ObjectNode status = object.path("status").deepCopy();
                JsonNode observed = status.remove("observedGeneration");
                assertThat(observed == null ? object.at("/metadata/generation") : observed)
                        .isEqualTo(object.at("/metadata/generation"));
                String text = sorted(status);
                for (Map.Entry<String, String> revision : revisions.entrySet()) {
                    text = text.replace("=" + revision.getKey() + ",", "=" + revision.getValue() + ",")
                            .replace("=" + revision.getKey() + "}", "=" + revision.getValue() + "}");
                }
                controllers.put(
                        gvk.kind() + "/" + object.at("/metadata/name").asText(),
                        object.at("/spec/replicas").asText("") + text);
            }
        }
        return controllers;
    }

    private static String sorted(JsonNode status) {
        Map<String, String> fields = new TreeMap<>();
        status.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields.toString();
    }

    private static Map<String, Integer> events(JsonNode recorded, Set<String> unstable) {
        Map<String, Integer> events = new TreeMap<>();
        for (JsonNode event : recorded) {
            String key = "%s|%s|%s|%s|%s"
                    .formatted(
                            event.path(0).asText(),
                            event.path(1).asText(),
                            event.path(2).asText(),
                            event.path(3).asText(),
                            event.path(4).asText());
            add(events, key, event.path(6).asInt(), unstable);
        }
        return events;
    }

    private Map<String, Integer> events(Set<String> unstable) {
        Map<String, Integer> events = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        world.events()
                .forEach(event -> counts.merge(
                        "%s|%s|%s|%s|%s"
                                .formatted(
                                        event.type(),
                                        event.reason(),
                                        event.kind(),
                                        logical(event.name()),
                                        logical(event.message()).replace("default/", "{ns}/")),
                        1,
                        Integer::sum));
        counts.forEach((key, count) -> add(events, key, count, unstable));
        return events;
    }

    /** Where pods with equal nodes go is a draw, and how often a pod is tried depends on timing. */
    private static void add(Map<String, Integer> events, String key, int count, Set<String> unstable) {
        if (key.contains("|Scheduled|") || unstable.stream().anyMatch(path -> path.contains(key))) {
            return;
        }
        events.put(key, key.contains("|FailedScheduling|") ? 1 : count);
    }

    private void nameRevisions() {
        for (ObjectNode object : world.list(ControllerRevision.GVK, "default")) {
            String owner = object.at("/metadata/ownerReferences/0/name").asText("");
            String name = object.at("/metadata/name").asText();
            String hash = object.at("/metadata/labels/controller-revision-hash").asText(name);
            long known = revisions.values().stream()
                    .filter(logical -> logical.startsWith(owner + "-rev"))
                    .count();
            if (!owner.isEmpty()) {
                revisions.putIfAbsent(hash, owner + "-rev" + (known + 1));
            }
        }
    }

    /** Pods of DaemonSets have random letters at the end. */
    private static String logical(String text) {
        return text.replaceAll("(agent|tol)-[a-z0-9]{5}(?![a-z0-9])", "$1-*");
    }

    /** Returns the pods that are there, for the message of a failure. */
    @Override
    public String toString() {
        return world.pods().stream().map(Pod::name).toList().toString();
    }
}
