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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compare what is read as it was written before with what is written anew: people get indented JSON, which is not kept. */
class ObjectTextsTests {

    private static final String PODS = "/api/v1/namespaces/default/pods";
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
