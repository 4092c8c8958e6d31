package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.CronJob;
import dev.simarena.engine.model.Event;
import dev.simarena.engine.model.Job;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replay the recorded requests of episodes of Jobs and CronJobs, and compare every state. */
class BatchEpisodesGoldenTests {

    private final World world = new World(WorldOptions.of(3, Manifests.START).withStages(GoldenStages.read()));

    @TestFactory
    Stream<DynamicTest> episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("workload-episodes.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode episode : file.path("episodes")) {
            String name = episode.path("name").asText();
            if (name.startsWith("job-") || name.startsWith("cronjob-")) {
                tests.add(DynamicTest.dynamicTest(name, () -> new BatchEpisodesGoldenTests().play(episode)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(11);
        return tests.stream();
    }

    private void play(JsonNode episode) {
        episode.path("nodes").forEach(world::submit);
        int step = 0;
        for (JsonNode recorded : episode.path("steps")) {
            recorded.path("requests").forEach(this::request);
            world.advance(Duration.ofMillis((long) (recorded.path("waitSeconds").asDouble() * 1000)));
            compare(recorded.path("state"), "step " + step++);
        }
    }

    private void request(JsonNode request) {
        if (request.has("untilSecond")) {
            long second = Math.floorMod(world.now().getEpochSecond(), 60L);
            world.advance(
                    Duration.ofSeconds(Math.floorMod(request.path("untilSecond").asLong() - second, 60L)));
            return;
        }
        String[] path = request.path("path").asText().split("/");
        JsonNode body = request.path("body");
        String name = path[path.length - 1];
        Gvk gvk = request.path("path").asText().contains("cronjobs") ? CronJob.GVK : Job.GVK;
        switch (request.path("verb").asText()) {
            case "DELETE" -> world.delete(gvk, "default", name, Propagation.BACKGROUND);
            case "PATCH" -> {
                ObjectNode live = Objects.requireNonNull(world.get(gvk, "default", name));
                merge(live, body);
                world.submit(live);
            }
            default -> create(request, body.deepCopy());
        }
    }

    private void create(JsonNode request, ObjectNode manifest) {
        ((ObjectNode) manifest.path("metadata")).put("namespace", "default");
        if (request.at("/result/code").asInt() >= 400) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> world.submit(manifest))
                    .withMessage(request.at("/result/message").asText());
        } else {
            world.submit(manifest);
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isObject() && target.path(field.getKey()) instanceof ObjectNode object) {
                merge(object, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private void compare(JsonNode state, String step) {
        assertThat(pods()).as("pods after %s", step).isEqualTo(recordedPods(state.path("pods")));
        assertThat(controllers()).as("controllers after %s", step).isEqualTo(recordedControllers(state));
        assertThat(events()).as("events after %s", step).isEqualTo(recordedEvents(state.path("events")));
    }

    private Map<String, Integer> pods() {
        Map<String, Integer> pods = new TreeMap<>();
        for (JsonNode pod : world.list(Gvk.POD, "default")) {
            List<String> containers = new ArrayList<>();
            for (JsonNode container : pod.at("/status/containerStatuses")) {
                String state = container.path("state").fieldNames().next();
                JsonNode detail = container.path("state").path(state);
                containers.add(container.path("name").asText() + " "
                        + container.path("ready").asText() + " " + state + " "
                        + detail.path("exitCode").asText("") + " "
                        + detail.path("reason").asText(""));
            }
            List<String> conditions = new ArrayList<>();
            pod.at("/status/conditions")
                    .forEach(condition -> conditions.add(condition.path("type").asText() + "="
                            + condition.path("status").asText()));
            conditions.sort(null);
            String owner = pod.at("/metadata/ownerReferences/0/kind").asText() + "/"
                    + logical(pod.at("/metadata/ownerReferences/0/name").asText());
            String name = pod.at("/metadata/name").asText();
            add(
                    pods,
                    owner,
                    logical(name),
                    pod.at("/status/phase").asText(),
                    String.valueOf(pod.path("metadata").has("deletionTimestamp")),
                    conditions.toString(),
                    containers.toString(),
                    pod.at("/metadata/finalizers").toString(),
                    pod.at("/spec/containers/0/resources/requests").toString());
        }
        return pods;
    }

    private static Map<String, Integer> recordedPods(JsonNode recorded) {
        Map<String, Integer> pods = new TreeMap<>();
        for (JsonNode pod : recorded) {
            List<String> containers = new ArrayList<>();
            for (JsonNode container : pod.path("containers")) {
                containers.add(container.path(0).asText() + " "
                        + container.path(1).asText() + " " + container.path(2).asText() + " "
                        + container.path(3).asText("") + " "
                        + container.path(4).asText(""));
            }
            List<String> conditions = new ArrayList<>();
            pod.path("conditions")
                    .forEach(condition -> conditions.add(
                            condition.path(0).asText() + "=" + condition.path(1).asText()));
            conditions.sort(null);
            for (int i = 0; i < pod.path("count").asInt(); i++) {
                add(
                        pods,
                        pod.path("owner").asText(),
                        pod.path("name").asText(),
                        pod.path("phase").asText(),
                        pod.path("terminating").asText(),
                        conditions.toString(),
                        containers.toString(),
                        pod.path("finalizers").toString(),
                        pod.path("requests").path(0).toString());
            }
        }
        return pods;
    }

    private Map<String, Integer> controllers() {
        Map<String, Integer> controllers = new TreeMap<>();
        for (JsonNode job : world.list(Job.GVK, "default")) {
            ObjectNode status = job.path("status").deepCopy();
            List<String> conditions = new ArrayList<>();
            for (JsonNode condition : status.path("conditions")) {
                conditions.add(condition.path("type").asText() + " "
                        + condition.path("status").asText() + " "
                        + condition.path("reason").asText() + " "
                        + condition.path("message").asText());
            }
            conditions.sort(null);
            status.remove(List.of("conditions", "startTime", "completionTime"));
            add(
                    controllers,
                    "Job",
                    logical(job.at("/metadata/name").asText()),
                    job.at("/spec/parallelism").asText(),
                    job.at("/spec/completions").asText(),
                    job.at("/spec/suspend").asText(),
                    sorted(status),
                    conditions.toString());
        }
        for (JsonNode cronJob : world.list(CronJob.GVK, "default")) {
            add(
                    controllers,
                    "CronJob",
                    cronJob.at("/metadata/name").asText(),
                    String.valueOf(cronJob.at("/status/active").size()));
        }
        return controllers;
    }

    private static Map<String, Integer> recordedControllers(JsonNode state) {
        Map<String, Integer> controllers = new TreeMap<>();
        for (JsonNode controller : state.path("controllers")) {
            String kind = controller.path("kind").asText();
            String name = controller.path("name").asText();
            if (kind.equals("CronJob")) {
                add(controllers, kind, name, controller.at("/status/active").asText());
                continue;
            }
            List<String> conditions = new ArrayList<>();
            for (JsonNode condition : controller.path("conditions")) {
                conditions.add(condition.path(0).asText() + " "
                        + condition.path(1).asText() + " " + condition.path(2).asText() + " "
                        + condition.path(3).asText());
            }
            conditions.sort(null);
            add(
                    controllers,
                    kind,
                    name,
                    controller.path("parallelism").asText(),
                    controller.path("completions").asText(),
                    controller.path("suspend").asText(),
                    sorted(controller.path("status")),
                    conditions.toString());
        }
        return controllers;
    }

    private Map<String, Integer> events() {
        Map<String, Integer> events = new TreeMap<>();
        for (Event event : world.events()) {
            add(
                    events,
                    event.type(),
                    event.reason(),
                    event.kind(),
                    logical(event.name()),
                    message(event.message(), event.name()));
        }
        return events;
    }

    private static Map<String, Integer> recordedEvents(JsonNode recorded) {
        Map<String, Integer> events = new TreeMap<>();
        for (JsonNode event : recorded) {
            for (int i = 0; i < event.path(6).asInt(); i++) {
                String message = event.path(4).asText().replace("{ns}", "default");
                add(
                        events,
                        event.path(0).asText(),
                        event.path(1).asText(),
                        event.path(2).asText(),
                        event.path(3).asText(),
                        message.replaceAll(" to n[0-9]$", ""));
            }
        }
        return events;
    }

    /** The node of a pod is a choice among equals. */
    private static String message(String message, String name) {
        StringBuilder logical = new StringBuilder();
        for (String word : message.replace(name, logical(name))
                .replaceAll(" to n[0-9]$", "")
                .split(" ")) {
            logical.append(logical.isEmpty() ? "" : " ").append(logical(word));
        }
        return logical.toString();
    }

    /** Name what carries a minute or random letters the way the recording does. */
    private static String logical(String name) {
        String minute = name.replaceAll("-[0-9]{8}(?=$|-|,)", "-<minute>");
        return minute.replaceAll("^((?:job|j3)(?:-[0-9])?|[a-z]+-<minute>)-[a-z0-9]{5}$", "$1-*");
    }

    private static String sorted(JsonNode status) {
        Map<String, String> fields = new TreeMap<>();
        status.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        return fields.toString();
    }

    private static void add(Map<String, Integer> rows, String... columns) {
        rows.merge(String.join(" | ", columns), 1, Integer::sum);
    }
}
