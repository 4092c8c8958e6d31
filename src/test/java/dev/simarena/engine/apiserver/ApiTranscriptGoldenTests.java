package dev.simarena.engine.apiserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.GoldenStages;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.apiserver.http.LoopbackClient;
import dev.simarena.engine.apiserver.http.LoopbackServer;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.Subscription;
import dev.simarena.engine.apiserver.message.WatchAnswer;
import dev.simarena.engine.apiserver.message.WatchSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Send all recorded requests one after the other and compare status, headers and bodies with the recorded answers.
 *
 * <p>Those under {@code settled} were recorded before the controllers had acted, which here they always have.
 * {@code open-entries.txt} names the entries that are not equal yet; one that has become equal must be taken out.
 * Entries under {@code managers} are equal but for {@code managedFields}.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ApiTranscriptGoldenTests {

    private static final List<String> HEADERS =
            List.of("content-type", "cache-control", "warning", "vary", "x-content-type-options");

    /** Answered by the recorded server before its controllers had seen the request before. */
    private static final Set<String> UNSETTLED = Set.of(
            "strategic merge patch: $patch delete",
            "patch scale",
            "server-side apply deployment, fewer fields",
            "delete deployment Orphan");

    /** Conditions and managers stand in the order in which they last changed, which the pace of the recording tells. */
    private static final Set<String> UNORDERED = Set.of(
            "Table deployments",
            "set pod status directly",
            "pods across namespaces, field selector nodeName",
            "Table replicasets includeObject=None",
            "get status subresource",
            "patch status subresource: spec is ignored",
            "patch main resource: status is ignored");

    /** The annotations of nodes are written here at once, not by controllers afterwards. */
    private static final Set<String> NODES = Set.of("Table nodes", "list nodes limit 1");

    private final World world = new World(WorldOptions.of(3, Manifests.START)
            .withStages(GoldenStages.read())
            .withEventObjects(true)
            .withSystemObjects(true));
    private final ApiServer server = new ApiServer(world);
    private final Map<String, String> open = new TreeMap<>();
    private String firstVersion = "";
    private String oldVersion = "";
    private String oldToken = "";
    private JsonNode lastBody = new ObjectMapper().createObjectNode();

    @TestFactory
    Stream<DynamicTest> request_is_answered_as_recorded() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("api-transcripts.json").toFile());
        readOpenEntries();
        for (int i = 0; i < 2; i++) {
            ObjectNode node = Manifests.node("n" + i, "16", "32Gi");
            node.withObject("/metadata/annotations")
                    .put("kwok.x-k8s.io/node", "fake")
                    .put("node.alpha.kubernetes.io/ttl", "0");
            sendFromScript("POST", "/api/v1/nodes", node.toString());
        }
        world.advance(Duration.ofSeconds(1));
        // Changes of a kind are kept from the first list of it on, where the recorded server kept them from its start.
        firstVersion = TranscriptEntry.read(
                        ((Answer) server.handle(ApiRequest.get("/api/v1/configmaps?limit=1"))).body())
                .at("/metadata/resourceVersion")
                .asText();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : file.path("api")) {
            tests.add(DynamicTest.dynamicTest(entry.path("title").asText(), () -> check(entry)));
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private void readOpenEntries() throws IOException {
        try (InputStream text = requireNonNull(getClass().getResourceAsStream("open-entries.txt"))) {
            for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.indexOf('|');
                    open.put(
                            line.substring(bar + 1).strip(),
                            line.substring(0, bar).strip());
                }
            }
        }
    }

    private void check(JsonNode entry) {
        String title = entry.path("title").asText();
        prepare(title);
        JsonNode recorded = entry.path("response");
        List<String> differences = new ArrayList<>();
        List<String> managers = new ArrayList<>();
        try {
            compare(entry, recorded, differences, managers);
        } catch (RuntimeException e) {
            differences.add(e.toString());
        }
        // These followed each other within a second, by which their managers are ordered.
        if (!title.startsWith("server-side apply")) {
            world.advance(Duration.ofSeconds(1));
        }
        String owner = open.getOrDefault(title, "");
        if (owner.isEmpty()) {
            assertThat(differences).isEmpty();
            assertThat(managers).isEmpty();
        } else if (owner.equals("managers")) {
            assertThat(differences).isEmpty();
            assertThat(managers)
                    .as("Entry is equal now with its managers; take it out of open-entries.txt.")
                    .isNotEmpty();
        } else {
            assertThat(differences)
                    .as("Entry is equal now; take it out of open-entries.txt, or put it under managers.")
                    .isNotEmpty();
        }
    }

    private void compare(JsonNode entry, JsonNode recorded, List<String> differences, List<String> managers) {
        String title = entry.path("title").asText();
        ApiResponse response = title.startsWith("wrong token")
                ? overLoopback(entry.path("request"))
                : server.handle(request(entry.path("request"), title));
        int status = recorded.path("status").asInt();
        if (response.status() != status) {
            differences.add("status: expected %d but was %d".formatted(status, response.status()));
        }
        headers(recorded.path("headers"), response, differences);
        if (response instanceof WatchAnswer watch) {
            differences.addAll(events(title, watch, recorded.path("events")));
            return;
        }
        JsonNode actual = TranscriptEntry.read(((Answer) response).body());
        JsonNode expected = comparable(title, recorded.path("body"));
        JsonNode blanked = comparable(title, actual);
        differences.addAll(TranscriptEntry.differences(
                TranscriptEntry.withoutManagers(expected), TranscriptEntry.withoutManagers(blanked)));
        managers.addAll(TranscriptEntry.differences(expected, blanked));
        lastBody = actual;
    }

    private static JsonNode comparable(String title, JsonNode body) {
        JsonNode blanked = TranscriptEntry.blank(body);
        if (UNSETTLED.contains(title)) {
            TranscriptEntry.withoutControllers(blanked);
        }
        if (NODES.contains(title)) {
            blanked = TranscriptEntry.withoutManagers(blanked);
        }
        if (UNORDERED.contains(title)) {
            TranscriptEntry.sort(blanked);
        }
        return blanked;
    }

    /** Tokens are looked at where requests come in from outside. */
    private ApiResponse overLoopback(JsonNode recorded) {
        try (LoopbackServer loopback = LoopbackServer.start(server, LoopbackServer.ANY_PORT)) {
            HttpResponse<String> response = LoopbackClient.of(loopback.kubeconfig())
                    .get(
                            recorded.path("path").asText(),
                            "Authorization",
                            recorded.path("authorization").asText());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join("\n", values)));
            return new Answer(response.statusCode(), headers, response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void headers(JsonNode recorded, ApiResponse response, List<String> differences) {
        for (String name : HEADERS) {
            List<String> values = new ArrayList<>();
            recorded.path(name).forEach(value -> values.add(value.asText()));
            String actual = response.headers().getOrDefault(name, "");
            // Of the answer to the wrong token none was kept.
            if (!recorded.isEmpty() && !String.join("\n", values).equals(actual)) {
                differences.add("%s: expected %s but was %s".formatted(name, values, actual));
            }
        }
    }

    /** Collect the events of a watch until it ends or the virtual time of the recording is over. */
    private List<String> events(String title, WatchAnswer watch, JsonNode recorded) {
        List<JsonNode> events = new ArrayList<>();
        WatchSink sink = new WatchSink() {
            @Override
            public void event(byte[] frame) {
                events.add(TranscriptEntry.read(frame));
            }

            @Override
            public void end() {
                // What came until then is compared.
            }
        };
        try (Subscription subscription = watch.open(sink)) {
            during(title);
            server.watches().flush();
        }
        ObjectNode all = new ObjectMapper().createObjectNode();
        events.forEach(all.putArray("events")::add);
        ObjectNode expected = new ObjectMapper().createObjectNode();
        ArrayNode list = expected.putArray("events");
        for (JsonNode event : recorded) {
            // A controller wrote it that only OpenShift has.
            if (!event.at("/object/metadata/name").asText().equals("openshift-service-ca.crt")) {
                list.add(event);
            }
        }
        return TranscriptEntry.differences(
                TranscriptEntry.withoutManagers(TranscriptEntry.blank(expected)),
                TranscriptEntry.withoutManagers(TranscriptEntry.blank(all)));
    }

    private ApiRequest request(JsonNode recorded, String title) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of("accept", "contentType", "authorization")) {
            if (recorded.hasNonNull(name)) {
                headers.put(
                        name.equals("contentType") ? "content-type" : name,
                        recorded.path(name).asText());
            }
        }
        JsonNode body = recorded.path("body");
        String text = body.isTextual() ? body.asText() : body.isContainerNode() ? identified(body, title) : "";
        return ApiRequest.of(
                recorded.path("verb").asText(),
                path(recorded.path("path").asText()),
                headers,
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** Put what this world gave in the place of what the recorded one gave. */
    private String path(String recorded) {
        String version =
                server.exclusively(() -> String.valueOf(world.requests().resourceVersion()));
        return recorded.replace("<compacted rv>", "2")
                .replace("resourceVersion=1&timeoutSeconds", "resourceVersion=" + firstVersion + "&timeoutSeconds")
                .replace("<old rv>", oldVersion)
                .replace("<token of a compacted revision>", oldToken.replace("=", "%3D"))
                .replace("<token>", lastBody.at("/metadata/continue").asText().replace("=", "%3D"))
                .replace("<rv>", version);
    }

    /** Recorded uids and versions are not those of this world; the title says which are meant to be wrong. */
    private String identified(JsonNode body, String title) {
        if (!title.startsWith("update with")) {
            return body.toString();
        }
        ObjectNode copy = body.deepCopy();
        ObjectNode metadata = copy.withObject("/metadata");
        JsonNode live = TranscriptEntry.read(
                ((Answer) server.handle(ApiRequest.get("/api/v1/namespaces/t/configmaps/c1"))).body());
        if (!title.contains("wrong uid")) {
            metadata.set("uid", live.at("/metadata/uid"));
        }
        if (title.contains("with current")) {
            metadata.set("resourceVersion", live.at("/metadata/resourceVersion"));
            // The recorder kept the body of the second update.
            copy.withObject("/data").put("a", "2");
        }
        if (title.contains("without resourceVersion")) {
            metadata.remove("uid");
        }
        return copy.toString();
    }

    /** Do what was done between the recorded requests. */
    private void prepare(String title) {
        if (title.equals("list")) {
            for (int i = 0; i < 5; i++) {
                send(
                        "POST",
                        "/api/v1/namespaces/t/configmaps",
                        String.format(
                                Locale.ROOT,
                                "{\"metadata\": {\"name\": \"l%d\", \"labels\": {\"k\": \"v%d\", \"tier\": \"b\"}}, \"data\": {\"a\": \"1\"}}",
                                i,
                                i % 2));
            }
        } else if (title.equals("delete namespace")) {
            send("POST", "/api/v1/namespaces/gone/configmaps", """
                    {"metadata": {"name": "kept", "finalizers": ["example.com/f"]}}
                    """);
        } else if (title.startsWith("eviction blocked by PDB")) {
            send("POST", "/api/v1/namespaces/t/pods", """
                    {"metadata": {"name": "p2", "labels": {"g": "1"}}, "spec": {"containers": [{"name": "c", "image": "i:1",
                     "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}}}]}}
                    """);
            world.advance(Duration.ofSeconds(2));
        } else if (title.startsWith("list Exact at an old")) {
            for (int i = 0; i < 4; i++) {
                sendFromScript(
                        "POST",
                        "/api/v1/namespaces/t/configmaps",
                        String.format(
                                Locale.ROOT,
                                "{\"metadata\": {\"name\": \"z%d\", \"labels\": {\"z\": \"1\"}}, \"data\": {\"a\": \"1\"}}",
                                i));
            }
            JsonNode page = TranscriptEntry.read(
                    ((Answer) server.handle(ApiRequest.get("/api/v1/namespaces/t/configmaps?limit=2&labelSelector=z")))
                            .body());
            oldVersion = page.at("/metadata/resourceVersion").asText();
            oldToken = page.at("/metadata/continue").asText();
            sendFromScript("PUT", "/api/v1/namespaces/t/configmaps/z0", """
                    {"metadata": {"name": "z0", "labels": {"z": "1"}}, "data": {"a": "1", "n": "0"}}
                    """);
        } else if (title.startsWith("terminating namespace with remaining")) {
            world.advance(Duration.ofSeconds(6));
        } else if (title.startsWith("watch from a resourceVersion older than the watch cache")) {
            // The recorded API server was restarted here, and its store compacted.
            server.exclusively(() -> {
                server.watches().forget();
                return true;
            });
        } else if (title.equals("pretty output")) {
            sendFromScript("PUT", "/api/v1/namespaces/t/configmaps/z0", """
                    {"metadata": {"name": "z0", "labels": {"z": "1"}}, "data": {"a": "1", "n": "0"}}
                    """);
        }
    }

    /** Do what was done while a recorded watch was open. */
    private void during(String title) {
        if (title.equals("watch allowWatchBookmarks")) {
            server.watches().tellVersions();
        } else if (title.startsWith("watch from a resourceVersion: ADDED")) {
            send("POST", "/api/v1/namespaces/t/configmaps", """
                    {"metadata": {"name": "w1"}, "data": {"a": "1"}}
                    """);
            send("PUT", "/api/v1/namespaces/t/configmaps/w1", """
                    {"metadata": {"name": "w1"}, "data": {"a": "1", "b": "2"}}
                    """);
            send("DELETE", "/api/v1/namespaces/t/configmaps/w1", "");
        }
    }

    /** The recorder did by a client of its own what it did not record, but for the first ConfigMaps and pods. */
    private void send(String method, String path, String body) {
        Map<String, String> headers = body.contains("tier") || path.endsWith("/pods")
                ? Map.of("content-type", "application/json")
                : Map.of("content-type", "application/json", "user-agent", "Python-urllib/3.11");
        server.handle(ApiRequest.of(method, path, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Send what the recording script sent by its own client. */
    private void sendFromScript(String method, String path, String body) {
        Map<String, String> headers = Map.of(
                "accept", "application/json", "content-type", "application/json", "user-agent", "Python-urllib/3.11");
        server.handle(ApiRequest.of(method, path, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
