package dev.simarena.engine.apiserver;

import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Fill a world with nodes and pods, and write the requests for more. */
final class StoredPods {

    static final String PODS = "/api/v1/namespaces/default/pods";

    private static final Map<String, String> JSON =
            Map.of("accept", "application/json", "content-type", "application/json");
    private static final int PODS_PER_NODE = 100;

    private StoredPods() {}

    /** Return a served world with running pods {@code p0}, {@code p1}, ... */
    static ApiServer of(int pods) {
        ApiServer server = new ApiServer(new World(WorldOptions.of(0, Instant.parse("2026-01-01T00:00:00Z"))));
        for (int node = 0; node <= pods / PODS_PER_NODE; node++) {
            expect(201, server, "POST", "/api/v1/nodes", node(node));
        }
        for (int pod = 0; pod < pods; pod++) {
            expect(201, server, "POST", PODS, pod("p" + pod));
        }
        return server;
    }

    static byte[] pod(String name) {
        return ("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                        + "\",\"labels\":{\"app\":\"bench\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:1\","
                        + "\"resources\":{\"requests\":{\"cpu\":\"10m\",\"memory\":\"16Mi\"}}}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] configMap(String name, int value) {
        return ("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                        + "\"},\"data\":{\"n\":\"" + value + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static ApiRequest request(String method, String target, byte[] body) {
        return ApiRequest.of(method, target, JSON, body);
    }

    /** Send a request that must go well, and return the size of its answer. */
    static int expect(int status, ApiServer server, String method, String target, byte[] body) {
        Answer answer = (Answer) server.handle(request(method, target, body));
        if (answer.status() != status) {
            throw new IllegalStateException(method + " " + target + ": " + answer.text());
        }
        return answer.body().length;
    }

    private static byte[] node(int number) {
        return ("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n" + number
                        + "\"},\"status\":{\"capacity\":{\"cpu\":\"1000\",\"memory\":\"1Ti\",\"pods\":\"110000\"},"
                        + "\"allocatable\":{\"cpu\":\"1000\",\"memory\":\"1Ti\",\"pods\":\"110000\"}}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
