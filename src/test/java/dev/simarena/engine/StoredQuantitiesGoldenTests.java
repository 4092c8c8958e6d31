package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.model.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Store every recorded quantity in every place it was tried in, and compare with what the API server made of it. */
class StoredQuantitiesGoldenTests {

    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"},
             "spec": {"containers": [{"name": "c", "image": "i:1", "resources": {"%s": {}}}]}}
            """;
    private static final String QUOTA = """
            {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "p", "namespace": "default"},
             "spec": {"hard": {}}}
            """;
    private static final String NODE = """
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "p"},
             "status": {"capacity": {}, "allocatable": {}}}
            """;

    private record Place(String manifest, List<String> lists, String resource) {}

    private static final Map<String, Place> PLACES = Map.of(
            "cpu", new Place(POD.formatted("requests"), List.of("/spec/containers/0/resources/requests"), "cpu"),
            "memory", new Place(POD.formatted("requests"), List.of("/spec/containers/0/resources/requests"), "memory"),
            "ephemeral",
                    new Place(
                            POD.formatted("requests"),
                            List.of("/spec/containers/0/resources/requests"),
                            "ephemeral-storage"),
            "extendedLimit",
                    new Place(
                            POD.formatted("limits"), List.of("/spec/containers/0/resources/limits"), "example.com/gpu"),
            "quotaRequestsCpu", new Place(QUOTA, List.of("/spec/hard"), "requests.cpu"),
            "quotaPods", new Place(QUOTA, List.of("/spec/hard"), "pods"));

    @TestFactory
    Stream<DynamicTest> every_place_stores_or_refuses_as_recorded() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("quantities.json").toFile())
                .get("cases");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : cases) {
            JsonNode input = recorded.has("input")
                    ? TextNode.valueOf(recorded.get("input").textValue())
                    : recorded.get("inputJson");
            tests.add(DynamicTest.dynamicTest("[" + input + "]", () -> check(input, recorded)));
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    private static void check(JsonNode input, JsonNode recorded) {
        PLACES.forEach((use, place) -> {
            JsonNode outcome = recorded.path(use);
            if (!outcome.isMissingNode()) {
                ObjectNode manifest = Manifests.json(place.manifest());
                place.lists().forEach(list -> ((ObjectNode) manifest.at(list)).set(place.resource(), input));
                compare(use, manifest, outcome, place);
            }
        });
        JsonNode allocatable = recorded.path("nodeAllocatable");
        if (!allocatable.isMissingNode()) {
            ObjectNode node = Manifests.json(NODE);
            for (String list : List.of("/status/capacity", "/status/allocatable")) {
                ((ObjectNode) node.at(list)).set("cpu", input);
                ((ObjectNode) node.at(list)).set("memory", input);
            }
            compareNode(node, allocatable);
        }
    }

    private static void compare(String use, ObjectNode manifest, JsonNode outcome, Place place) {
        World world = new World(WorldOptions.of(1, Manifests.START));
        if (outcome.has("code")) {
            refused(world, manifest, outcome);
            return;
        }
        ObjectNode stored = world.apply(manifest);
        for (String list : place.lists()) {
            assertThat(stored.at(list).path(place.resource()).asText())
                    .as(use)
                    .isEqualTo(outcome.path("stored").asText());
        }
        if (outcome.has("storedRequest")) {
            assertThat(stored.at("/spec/containers/0/resources/requests")
                            .path(place.resource())
                            .asText())
                    .isEqualTo(outcome.path("storedRequest").asText());
        }
        if (outcome.has("qos")) {
            assertThat(stored.at("/status/qosClass")).as(use).isEqualTo(outcome.path("qos"));
        }
    }

    private static void compareNode(ObjectNode node, JsonNode outcome) {
        World world = new World(WorldOptions.of(1, Manifests.START));
        if (outcome.has("code")) {
            refused(world, node, outcome);
            return;
        }
        JsonNode stored = world.apply(node).at("/status/allocatable");
        assertThat(stored.path("cpu")).isEqualTo(outcome.path("cpu"));
        assertThat(stored.path("memory")).isEqualTo(outcome.path("memory"));
    }

    private static void refused(World world, ObjectNode manifest, JsonNode outcome) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(manifest))
                .withMessage(outcome.path("message").asText())
                .satisfies(refusal -> assertThat(List.of(refusal.code(), refusal.reason()))
                        .containsExactly(
                                outcome.path("code").asInt(),
                                outcome.path("reason").asText()));
    }
}
