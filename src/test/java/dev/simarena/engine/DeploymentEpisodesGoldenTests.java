package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Edit one Deployment on two nodes step by step and compare with what a real control plane showed. */
class DeploymentEpisodesGoldenTests {

    @TestFactory
    Stream<DynamicTest> edit_episode_shows_what_the_control_plane_showed() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(
                        SharedFiles.golden().resolve("deployment-episodes.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> episode : file.path("episodes").properties()) {
            tests.add(DynamicTest.dynamicTest(episode.getKey(), () -> play(episode.getValue())));
        }
        assertThat(tests).hasSize(17);
        return tests.stream();
    }

    private static void play(JsonNode episode) {
        World world = Manifests.world(2);
        JsonNode init = episode.path("init");
        ObjectNode manifest = Manifests.deployment(
                "web",
                init.path("reps").asInt(),
                init.path("cpu").asText(),
                init.path("mem").asText());
        if (init.has("strategy")) {
            ((ObjectNode) manifest.path("spec")).set("strategy", init.path("strategy"));
        }
        for (int step = 0; step < episode.path("states").size(); step++) {
            if (step > 0) {
                patch((ObjectNode) manifest.path("spec"), episode.path("steps").path(step - 1));
            }
            world.apply(manifest.deepCopy());
            world.advance(Duration.ofSeconds(3));
            compare(world, episode.path("states").path(step), step);
        }
    }

    /** Merge a patch; the one container of these episodes merges by its name. */
    private static void patch(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode old = target.path(field.getKey());
            if (field.getValue().isObject() && old instanceof ObjectNode object) {
                patch(object, field.getValue());
            } else if (field.getValue().isArray() && old instanceof ArrayNode array) {
                patch((ObjectNode) array.path(0), field.getValue().path(0));
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private static void compare(World world, JsonNode expected, int step) {
        List<Pod> pods = world.pods();
        assertThat(List.of(
                        pods.stream().filter(Pod::isReady).count(),
                        pods.stream()
                                .filter(pod -> pod.phase() == Phase.PENDING)
                                .count(),
                        (long) pods.size()))
                .as("ready, pending, total after step %d", step)
                .containsExactly(
                        expected.path("ready").asLong(),
                        expected.path("pending").asLong(),
                        expected.path("total").asLong());
        assertThat(replicaSets(world)).as("ReplicaSets after step %d", step).isEqualTo(expected.path("rs"));
        JsonNode deployment = Objects.requireNonNull(world.get(Gvk.DEPLOYMENT, "default", "web"));
        for (Map.Entry<String, JsonNode> counter : expected.path("deployStatus").properties()) {
            assertThat(deployment.path("status").path(counter.getKey()).asInt())
                    .as("%s after step %d", counter.getKey(), step)
                    .isEqualTo(counter.getValue().asInt());
        }
        assertThat(conditions(deployment)).as("conditions after step %d", step).isEqualTo(conditionsOf(expected));
    }

    private static JsonNode replicaSets(World world) {
        List<ArrayNode> rows = new ArrayList<>();
        for (JsonNode set : world.list(Gvk.REPLICA_SET, "default")) {
            ArrayNode row = new ObjectMapper().createArrayNode();
            row.add(set.path("metadata")
                    .path("annotations")
                    .path("deployment.kubernetes.io/revision")
                    .asInt());
            row.add(set.path("spec").path("replicas").asInt());
            row.add(set.path("status").path("replicas").asInt());
            row.add(set.path("status").path("readyReplicas").asInt());
            row.add(set.at("/spec/template/spec/containers/0/resources/requests/cpu")
                    .asText());
            rows.add(row);
        }
        rows.sort(Comparator.comparingInt(row -> row.path(0).asInt()));
        return new ObjectMapper().createArrayNode().addAll(rows);
    }

    /** The reason of Progressing of a stuck rollout varied between recordings. */
    private static List<String> conditions(JsonNode deployment) {
        List<String> conditions = new ArrayList<>();
        for (JsonNode condition : deployment.path("status").path("conditions")) {
            conditions.add(stable(
                    condition.path("type").asText(),
                    condition.path("status").asText(),
                    condition.path("reason").asText()));
        }
        conditions.sort(null);
        return conditions;
    }

    private static List<String> conditionsOf(JsonNode expected) {
        List<String> conditions = new ArrayList<>();
        for (JsonNode condition : expected.path("conditions")) {
            conditions.add(stable(
                    condition.path(0).asText(),
                    condition.path(1).asText(),
                    condition.path(2).asText()));
        }
        conditions.sort(null);
        return conditions;
    }

    private static String stable(String type, String status, String reason) {
        boolean racy = reason.equals("NewReplicaSetCreated") || reason.equals("ReplicaSetUpdated");
        return type + " " + status + " " + (racy ? "(under way)" : reason);
    }
}
