package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.JsonText;
import dev.simarena.engine.apiserver.openapi.OpenApi;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Accepted.Shape;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.resource.Discovery;
import dev.simarena.engine.apiserver.resource.GroupDiscovery;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.model.ApiException;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Answer requests that are about the server itself: discovery, version, health. */
final class SystemEndpoint {

    private static final String DISCOVERY = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final World world;
    private final ResourceRegistry registry;
    private final OpenApi openApi;
    private final Discovery discovery;
    private final GroupDiscovery groups;

    SystemEndpoint(World world, ResourceRegistry registry) {
        this.world = world;
        this.registry = registry;
        openApi = new OpenApi(registry, resource -> TableView.definition(world, resource));
        discovery = new Discovery(registry);
        groups = new GroupDiscovery(registry);
    }

    /** Return the answer, {@code null} where the path is none of these. */
    @Nullable
    ApiResponse answer(ApiRequest request, List<String> parts) {
        String first = parts.isEmpty() ? "" : parts.get(0);
        return switch (first) {
            case "" -> parts.isEmpty() ? read(request, paths()) : null;
            case "version" -> parts.size() == 1 ? read(request, version()) : null;
            case "healthz", "livez", "readyz" -> Health.answer(request, parts);
            case "openapi" -> openApi.answer(request, world.now());
            case "api", "apis" -> discover(request, parts);
            default -> null;
        };
    }

    private @Nullable ApiResponse discover(ApiRequest request, List<String> parts) {
        ObjectNode document = discovery.document(parts);
        if (document == null) {
            // Of a group that is served, another version is told to be missing in another way.
            boolean core = parts.get(0).equals("api");
            if (core || (parts.size() > 1 && !registry.versions(parts.get(1)).isEmpty())) {
                throw Failures.noSuchResource();
            }
            return null;
        }
        if (!request.method().equals("GET")) {
            throw Failures.methodNotAllowed();
        }
        String accept = request.header("accept");
        if (parts.size() > 1) {
            return Presenter.document(200, request, Accepted.plain(accept), document);
        }
        Accepted accepted = Accepted.discovery(accept);
        return accepted.shape() == Shape.DISCOVERY
                ? aggregated(request, parts.get(0).equals("api"))
                : Presenter.document(200, request, accepted, document);
    }

    private Answer aggregated(ApiRequest request, boolean core) {
        Answer answer = Presenter.document(200, request, Accepted.JSON, groups.document(core));
        CRC32 hash = new CRC32();
        hash.update(answer.body());
        answer.headers().put("content-type", DISCOVERY);
        answer.headers().put("cache-control", "public");
        answer.headers().put("etag", "\"%08X\"".formatted(hash.getValue()));
        answer.headers().put("vary", "Accept");
        return answer;
    }

    private static ApiResponse read(ApiRequest request, ObjectNode document) {
        if (!request.method().equals("GET")) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted;
        try {
            accepted = Accepted.plain(request.header("accept"));
        } catch (ApiException e) {
            throw Failures.notAcceptable("application/json");
        }
        if (accepted.yaml()) {
            throw Failures.notAcceptable("application/json");
        }
        return new Answer(200, Answers.headers(Answers.JSON), JsonText.indented(document));
    }

    private ObjectNode paths() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode paths = document.putArray("paths");
        RootPaths.of(registry).forEach(paths::add);
        return document;
    }

    private static ObjectNode version() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", "v1.36.2")
                .put("gitCommit", "8e16b12")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-08-21T00:00:00Z")
                .put("goVersion", "go1.26.10")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }
}
