package dev.simarena.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Requests;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.StatusDetails;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Send the recorded requests that change something, one after the other, and compare every code and every refusal.
 *
 * <p>Left out is what belongs to the transport: media types, strict decoding, dry runs, server-side apply, custom
 * resources.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ApiRefusalsGoldenTests {

    private static final Set<String> SUBRESOURCES = Set.of("status", "scale", "eviction", "binding");

    private final World world = new World(WorldOptions.of(3, Manifests.START));
    private final Requests requests = world.requests();

    @TestFactory
    Stream<DynamicTest> request_is_answered_as_recorded() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedFiles.golden().resolve("api-transcripts.json").toFile());
        for (int i = 0; i < 2; i++) {
            requests.create(Gvk.NODE, null, Manifests.node("n" + i, "16", "32Gi"));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : file.path("api")) {
            if (changes(entry.path("request"))) {
                tests.add(DynamicTest.dynamicTest(entry.path("title").asText(), () -> check(entry)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests.stream();
    }

    private static boolean changes(JsonNode request) {
        String verb = request.path("verb").asText();
        String path = request.path("path").asText();
        boolean json = request.path("body").isMissingNode()
                || request.path("body").isNull()
                || request.path("body").isContainerNode();
        String type = request.path("contentType").asText("application/json");
        boolean known = type.equals("application/json")
                ? !verb.equals("PATCH")
                : Stream.of(PatchType.values())
                        .anyMatch(patch -> patch.mediaType().equals(type));
        return json
                && known
                && Set.of("POST", "PUT", "PATCH", "DELETE").contains(verb)
                && !(path.contains("?") && !path.contains("propagationPolicy"))
                && EpisodePlayer.known(path)
                && !path.endsWith("/resize");
    }

    private void check(JsonNode entry) {
        JsonNode response = entry.path("response");
        JsonNode body = response.path("body");
        int status = response.path("status").asInt();
        prepare(entry.path("title").asText());
        try {
            send(entry.path("request"), entry.path("title").asText());
            assertThat(status).isLessThan(400);
        } catch (ApiException refusal) {
            assertThat(List.of(refusal.code(), refusal.reason(), blank(String.valueOf(refusal.getMessage()))))
                    .containsExactly(
                            status,
                            body.path("reason").asText(""),
                            body.path("message").asText());
            assertThat(causes(refusal.details())).isEqualTo(recordedCauses(body.path("details")));
        }
        world.advance(Duration.ofSeconds(1));
    }

    /** Create what the recording made by requests that are left out here. */
    private void prepare(String title) {
        String configMap = "{\"metadata\": {\"name\": \"%s\"}}";
        Gvk kind = new Gvk("", "v1", "ConfigMap");
        if (title.equals("delete")) {
            requests.create(kind, "t", Manifests.json(configMap.formatted("l0")));
        } else if (title.startsWith("delete with wrong uid")) {
            requests.create(kind, "t", Manifests.json(configMap.formatted("l1")));
        } else if (title.equals("delete deployment Foreground")) {
            ObjectNode deployment = Manifests.deployment("ssad", 1, "100m", "64Mi");
            deployment.withObject("/metadata").remove("namespace");
            requests.create(Gvk.DEPLOYMENT, "t", deployment);
        } else if (title.startsWith("eviction blocked by PDB")) {
            requests.create(Gvk.POD, "t", Manifests.json("""
                    {"metadata": {"name": "p2", "labels": {"g": "1"}},
                     "spec": {"containers": [{"name": "c", "image": "i:1"}]}}
                    """));
        }
    }

    private void send(JsonNode request, String title) {
        String[] whole = request.path("path").asText().split("\\?");
        List<String> path = new ArrayList<>(List.of(whole[0].split("/")));
        path.subList(0, path.get(1).equals("api") ? 3 : 4).clear();
        String namespace = null;
        if (path.get(0).equals("namespaces") && path.size() > 2) {
            namespace = path.get(1);
            path.subList(0, 2).clear();
        }
        Gvk gvk = EpisodePlayer.kind(path.get(0));
        JsonNode body = request.path("body");
        String name = path.size() > 1 ? path.get(1) : "";
        String sub = path.size() > 2 ? path.get(2) : "";
        if (!sub.isEmpty() && !SUBRESOURCES.contains(sub)) {
            throw new IllegalArgumentException(sub);
        }
        switch (request.path("verb").asText() + " " + sub) {
            case "POST eviction" -> requests.evict(String.valueOf(namespace), name, DeleteOptions.DEFAULT);
            case "POST binding" ->
                requests.bind(
                        String.valueOf(namespace), name, body.at("/target/name").asText());
            case "POST " -> {
                if (!name.isEmpty()) {
                    throw new ApiException(
                            405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
                }
                requests.create(gvk, namespace, body);
            }
            case "PUT ", "PUT scale", "PUT status" ->
                requests.replace(gvk, namespace, name, identified(body, gvk, namespace, name, title), part(sub));
            case "PATCH ", "PATCH scale", "PATCH status" ->
                requests.patch(gvk, namespace, name, type(request), body, part(sub));
            case "DELETE " -> {
                ObjectNode options = body instanceof ObjectNode object ? object : Manifests.json("{}");
                if (whole.length > 1) {
                    options.put("propagationPolicy", whole[1].substring(whole[1].indexOf('=') + 1));
                }
                if (name.isEmpty()) {
                    requests.deleteAll(List.copyOf(requests.list(gvk, namespace)), DeleteOptions.read(options));
                } else {
                    requests.delete(gvk, namespace, name, DeleteOptions.read(options));
                }
            }
            default -> throw new IllegalArgumentException(request.toString());
        }
    }

    /** Recorded uids and versions are not those of this world; the title says which are meant to be wrong. */
    private JsonNode identified(JsonNode body, Gvk gvk, @Nullable String namespace, String name, String title) {
        ObjectNode copy = body.deepCopy();
        ObjectNode metadata = copy.withObject("/metadata");
        if (!title.contains("wrong uid")) {
            metadata.remove("uid");
        }
        if (metadata.has("resourceVersion")) {
            ObjectNode live = requests.get(gvk, namespace, name, Subresource.NONE);
            boolean stale = title.contains("stale");
            metadata.put(
                    "resourceVersion",
                    stale ? "1" : live.at("/metadata/resourceVersion").asText());
        }
        return copy;
    }

    private static Subresource part(String sub) {
        return sub.isEmpty() ? Subresource.NONE : Subresource.valueOf(sub.toUpperCase(Locale.ROOT));
    }

    private static PatchType type(JsonNode request) {
        Optional<PatchType> type = Stream.of(PatchType.values())
                .filter(known ->
                        known.mediaType().equals(request.path("contentType").asText()))
                .findFirst();
        return type.orElseThrow();
    }

    private static String blank(String message) {
        return message.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>");
    }

    private static List<String> causes(@Nullable StatusDetails details) {
        List<String> causes = new ArrayList<>();
        if (details != null) {
            for (FieldError cause : details.causes()) {
                causes.add("%s %s: %s".formatted(cause.reason(), cause.field(), cause.message()));
            }
        }
        return causes;
    }

    private static List<String> recordedCauses(JsonNode details) {
        List<String> causes = new ArrayList<>();
        JsonNode recorded = details.isMissingNode() ? MissingNode.getInstance() : details.path("causes");
        for (JsonNode cause : recorded) {
            causes.add("%s %s: %s"
                    .formatted(
                            cause.path("reason").asText(),
                            cause.path("field").asText(""),
                            cause.path("message").asText()));
        }
        return causes;
    }
}
