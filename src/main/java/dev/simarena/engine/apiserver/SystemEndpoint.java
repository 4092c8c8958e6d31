package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.resource.Discovery;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer requests that are about the server itself: discovery, version, health. */
final class SystemEndpoint {

    private final Discovery discovery;

    SystemEndpoint(ResourceRegistry registry) {
        discovery = new Discovery(registry);
    }

    /** Return the answer, {@code null} where the path is none of these. */
    @Nullable
    ApiResponse answer(ApiRequest request, List<String> parts) {
        String first = parts.isEmpty() ? "" : parts.get(0);
        return switch (first) {
            case "version" -> Answers.json(200, version());
            case "api", "apis" -> {
                ObjectNode document = discovery.document(parts);
                yield document == null ? null : Answers.json(200, document);
            }
            default -> null;
        };
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
