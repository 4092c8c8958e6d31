package dev.simarena.engine.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compare what is read as it was written before with what is written anew: people get indented JSON, which is not kept. */
class ObjectTextsTests {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String JSON = "application/json";
    private static final String MERGE = "application/merge-patch+json";

    private final ApiServer server = new ApiServer(new World(WorldOptions.of(1, Manifests.START)));

    @Test
    void texts_follow_their_objects() throws IOException {
        for (int i = 0; i < 3; i++) {
            send("POST", PODS, "application/json", """
                    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p%d", "finalizers": ["example.com/wait"]},
                     "spec": {"containers": [{"name": "c", "image": "<&>"}]}}
                    """.formatted(i));
        }
        compare(3);
        send("PATCH", PODS + "/p1", MERGE, "{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}");
        assertThat(compare(3).at("/items/1/metadata/labels/seen").asText()).isEqualTo("yes");
        send("POST", "/api/v1/nodes", "application/json", """
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"},
                 "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "10"}}}
                """);
        server.exclusively(() -> {
            server.world().advance(Duration.ofSeconds(30));
            return null;
        });
        assertThat(compare(3).at("/items/2/spec/nodeName").asText()).isEqualTo("n");
        send("DELETE", PODS + "/p0", "application/json", "");
        assertThat(compare(3).at("/items/0/metadata").has("deletionTimestamp")).isTrue();
        send("PATCH", PODS + "/p0", MERGE, "{\"metadata\": {\"finalizers\": null}}");
        server.exclusively(() -> {
            server.world().advance(Duration.ofMinutes(1));
            return null;
        });
        compare(2);
        assertThat(read("/api/v1/namespaces/none/pods").path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pods_are_shown_as_they_are_however_they_came_to_be(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            send("POST", "/api/v1/nodes", JSON, """
                    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n%d"},
                     "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "9"}}}
                    """.formatted(i));
        }
        send("POST", "/apis/apps/v1/namespaces/default/deployments", JSON, """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
                 "spec": {"replicas": 4, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}},
                   "spec": {"containers": [{"name": "c", "image": "i", "resources": {"requests": {"cpu": "1"}}}]}}}}
                """);
        WatchedEvents watched = WatchedEvents.of(server, PODS + "?watch=1");
        for (int i = 0; i < 60; i++) {
            JsonNode pods = read(PODS).path("items");
            String pod = PODS + "/"
                    + pods.path(random.nextInt(pods.size()))
                            .at("/metadata/name")
                            .asText();
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> server.handle(ApiRequest.json("POST", PODS, pod("p" + random.nextInt(6), random)));
                case 3 -> patch(pod, "{\"metadata\": {\"labels\": {\"a\": \"%d\"}}}".formatted(random.nextInt(2)));
                case 4 -> patch(pod, "{\"metadata\": {\"annotations\": {\"\uE001\": \"<\uE000&\uE004>\"}}}");
                case 5 ->
                    server.handle(
                            ApiRequest.json("DELETE", pod + (random.nextBoolean() ? "?gracePeriodSeconds=0" : ""), ""));
                case 6 -> patch(pod + "/status", "{\"status\": {\"message\": \"told\"}}");
                case 7 ->
                    server.handle(ApiRequest.json(
                            "POST", pod + "/eviction", """
                            {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"}}
                            """.formatted(pod.substring(pod.lastIndexOf('/') + 1))));
                case 8 ->
                    patch(
                            "/apis/apps/v1/namespaces/default/deployments/web",
                            "{\"spec\": {\"replicas\": %d}}".formatted(2 + random.nextInt(4)));
                default -> advance(Duration.ofMillis(random.nextInt(2500)));
            }
            compare();
        }
        Map<String, String> told = new HashMap<>();
        watched.all()
                .forEach(event -> told.put(
                        event.at("/object/metadata/name").asText(),
                        event.path("object").toString()));
        watched.close();
        for (JsonNode item : read(PODS).path("items")) {
            String name = item.at("/metadata/name").asText();
            assertThat(told.get(name))
                    .isEqualTo(read(PODS + "/" + name + "?pretty=true").toString());
        }
    }

    private static String pod(String name, Random random) {
        return """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "%s", "labels": {"a": "%d"}%s},
                 "spec": {%s"containers": [{"name": "c", "image": "i",
                  "resources": {"requests": {"cpu": "%d"}}}]}}
                """.formatted(
                        name,
                        random.nextInt(2),
                        random.nextInt(3) == 0 ? ", \"finalizers\": [\"example.com/f\"]" : "",
                        List.of(
                                        "",
                                        "",
                                        "\"nodeName\": \"n1\", ",
                                        "\"schedulingGates\": [{\"name\": \"example.com/g\"}], ",
                                        "\"restartPolicy\": \"Never\", ")
                                .get(random.nextInt(5)),
                        1 + random.nextInt(5));
    }

    private void patch(String target, String body) {
        server.handle(ApiRequest.of(
                "PATCH", target, Map.of("accept", JSON, "content-type", MERGE), body.getBytes(StandardCharsets.UTF_8)));
    }

    private void advance(Duration duration) {
        server.exclusively(() -> {
            server.world().advance(duration);
            return null;
        });
    }

    /** Compare all pods, twice: what is seen again is written another way. */
    private void compare() throws IOException {
        String whole = read(PODS + "?pretty=true").toString();
        assertThat(read(PODS).toString()).isEqualTo(whole);
        assertThat(read(PODS).toString()).isEqualTo(whole);
    }

    /** Return the list of pods, which is the same in both forms, as each of its items is. */
    private JsonNode compare(int size) throws IOException {
        JsonNode list = read(PODS);
        assertThat(list).isEqualTo(read(PODS + "?pretty=true")).isEqualTo(read(PODS));
        assertThat(list.path("items")).hasSize(size);
        for (JsonNode item : list.path("items")) {
            String pod = PODS + "/" + item.at("/metadata/name").asText();
            JsonNode single = read(pod);
            assertThat(single).isEqualTo(read(pod + "?pretty=true"));
            assertThat(single.path("status")).isEqualTo(item.path("status"));
        }
        return list;
    }

    private JsonNode read(String target) throws IOException {
        return new ObjectMapper()
                .readTree(send("GET", target, "application/json", "").body());
    }

    private Answer send(String method, String target, String type, String body) {
        Map<String, String> headers = Map.of("accept", "application/json", "content-type", type);
        Answer answer =
                (Answer) server.handle(ApiRequest.of(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        return answer;
    }
}
