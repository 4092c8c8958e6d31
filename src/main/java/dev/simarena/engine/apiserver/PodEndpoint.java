package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.Status;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Bodies;
import dev.simarena.engine.apiserver.request.DeleteRequest;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Parameters;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answer requests that do something with a pod: bind it, evict it, look into it.
 *
 * <p>No kubelet of KWOK answers on its port, so nobody gets logs or a shell.
 */
final class PodEndpoint {

    private static final Gvk BINDING = new Gvk("", "v1", "Binding");
    private static final Gvk EVICTION = new Gvk("policy", "v1", "Eviction");
    private static final Gvk LOG_OPTIONS = new Gvk("", "v1", "PodLogOptions");

    private static final String KUBELET = "127.0.0.1:10250";
    private static final String REFUSED = "dial tcp " + KUBELET + ": connect: connection refused";

    /** What clients call the streams of a session, and what kubelets do, in the order of the latter. */
    private static final Map<String, String> STREAMS =
            new TreeMap<>(Map.of("stderr", "error", "stdin", "input", "stdout", "output", "tty", "tty"));

    private final World world;

    PodEndpoint(World world) {
        this.world = world;
    }

    ApiResponse answer(ApiRequest request, Target target) {
        return switch (target.subresource()) {
            case "binding" -> bind(request, target, target.object());
            case "eviction" -> evict(request, target);
            case "log" -> throw log(request, pod(target));
            case "exec", "attach" -> throw session(request, target.subresource(), pod(target));
            case "portforward" -> throw forward(request, pod(target));
            default -> throw Failures.methodNotAllowed();
        };
    }

    /** Answer a Binding that names its pod. */
    ApiResponse bind(ApiRequest request, Target target) {
        JsonNode body = Bodies.object(request.header("content-type"), request.body(), BINDING);
        return bind(request, target, body.path("metadata").path("name").asText(""));
    }

    private ApiResponse bind(ApiRequest request, Target target, String name) {
        WriteOptions options = WriteOptions.read(request, "CreateOptions", false);
        ObjectNode body = Bodies.object(request.header("content-type"), request.body(), BINDING);
        if (!body.path("metadata").path("name").asText("").equals(name)) {
            throw ApiException.badRequest("name in URL does not match name in Binding object");
        }
        String node = body.path("target").path("name").asText("");
        if (node.isEmpty()) {
            throw new ApiException(500, "", "target.name: Required value");
        }
        String kind = body.path("target").path("kind").asText("");
        if (!kind.isEmpty() && !kind.equals("Node") && !kind.equals("Minion")) {
            throw new ApiException(
                    500,
                    "",
                    "target.kind: Unsupported value: \"%s\": supported values: \"Node\", \"<empty>\"".formatted(kind));
        }
        (options.dryRun() ? world.fork() : world).requests().bind(String.valueOf(target.namespace()), name, node);
        return success(request);
    }

    private ApiResponse evict(ApiRequest request, Target target) {
        WriteOptions options = WriteOptions.read(request, "CreateOptions", false);
        ObjectNode body = Bodies.object(request.header("content-type"), request.body(), EVICTION);
        if (!body.path("metadata").path("name").asText("").equals(target.object())) {
            throw ApiException.badRequest("name in URL does not match name in Eviction object");
        }
        DeleteRequest delete = DeleteRequest.of(body.path("deleteOptions"));
        (options.dryRun() || delete.dryRun() ? world.fork() : world)
                .requests()
                .evict(String.valueOf(target.namespace()), target.object(), delete.options());
        return success(request);
    }

    private static ApiException log(ApiRequest request, Pod pod) {
        FieldErrors errors = new FieldErrors();
        for (String field : List.of("tailLines", "limitBytes", "sinceSeconds")) {
            Long number = Parameters.number(request, field);
            boolean zero = field.equals("tailLines");
            if (number != null && (zero ? number < 0 : number < 1)) {
                errors.invalid(field, number, "must be greater than " + (zero ? "or equal to 0" : "0"));
            }
        }
        errors.check(LOG_OPTIONS, pod.name());
        String container = container(request, pod);
        checkPlaced(pod);
        return new ApiException(
                500,
                "",
                "Get \"https://%s/containerLogs/%s/%s/%s\": %s"
                        .formatted(KUBELET, pod.namespace(), pod.name(), container, REFUSED));
    }

    /** A session over WebSocket is begun by the API server, and ends at once; any other is the kubelet's to begin. */
    private static ApiException session(ApiRequest request, String what, Pod pod) {
        String container = container(request, pod);
        checkPlaced(pod);
        if (!upgrade(request).equals("websocket")) {
            return unreached(request);
        }
        List<String> parameters = new ArrayList<>();
        if (what.equals("exec")) {
            for (String word : request.query().getOrDefault("command", List.of())) {
                parameters.add("command=" + URLEncoder.encode(word, StandardCharsets.UTF_8));
            }
        }
        STREAMS.forEach((asked, sent) -> {
            if (Boolean.TRUE.equals(Parameters.truth(request, asked))) {
                parameters.add(sent + "=1");
            }
        });
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new ApiException(
                500,
                "InternalError",
                "Internal error occurred: error sending request: Post \"https://%s/%s/%s/%s/%s%s\": %s"
                        .formatted(KUBELET, what, pod.namespace(), pod.name(), container, query, REFUSED));
    }

    private static ApiException forward(ApiRequest request, Pod pod) {
        checkPlaced(pod);
        return unreached(request);
    }

    private static ApiException unreached(ApiRequest request) {
        return upgrade(request).isEmpty()
                ? ApiException.badRequest("Upgrade request required")
                : new ApiException(500, "", "error dialing backend: " + REFUSED);
    }

    private static String upgrade(ApiRequest request) {
        String upgrade = request.header("upgrade");
        return upgrade == null ? "" : upgrade.toLowerCase(Locale.ROOT);
    }

    private static void checkPlaced(Pod pod) {
        if (pod.nodeName() == null) {
            throw ApiException.badRequest("pod %s does not have a host assigned".formatted(pod.name()));
        }
    }

    private static String container(ApiRequest request, Pod pod) {
        List<String> names = new ArrayList<>();
        List<String> init = new ArrayList<>();
        JsonNode spec = pod.template().podSpec();
        spec.path("containers").forEach(one -> names.add(one.path("name").asText()));
        spec.path("initContainers").forEach(one -> init.add(one.path("name").asText()));
        String wanted = request.parameter("container");
        if (wanted.isEmpty() && names.size() == 1 && init.isEmpty()) {
            return names.get(0);
        }
        if (wanted.isEmpty()) {
            String first = pod.annotations().getOrDefault("kubectl.kubernetes.io/default-container", "");
            if (!first.isEmpty()) {
                return first;
            }
            String others = init.isEmpty() ? "" : " or one of the init containers: [" + String.join(" ", init) + "]";
            throw ApiException.badRequest("a container name must be specified for pod %s, choose one of: [%s]%s"
                    .formatted(pod.name(), String.join(" ", names), others));
        }
        if (!names.contains(wanted) && !init.contains(wanted)) {
            throw ApiException.badRequest("container %s is not valid for pod %s".formatted(wanted, pod.name()));
        }
        return wanted;
    }

    private Pod pod(Target target) {
        if (world.requests().find(Gvk.POD, target.namespace(), target.object()) instanceof Pod pod) {
            return pod;
        }
        throw ApiException.notFound(Gvk.POD, target.object());
    }

    private static ApiResponse success(ApiRequest request) {
        return Presenter.document(201, request, Accepted.plain(request.header("accept")), Status.success(201));
    }
}
