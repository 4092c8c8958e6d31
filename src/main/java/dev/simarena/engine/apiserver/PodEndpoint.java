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
import java.util.ArrayList;
import java.util.List;

/**
 * Answer requests that do something with a pod: bind it, evict it, look into it.
 *
 * <p>No kubelet of KWOK answers on its port, so nobody gets logs or a shell.
 */
final class PodEndpoint {

    private static final Gvk BINDING = new Gvk("", "v1", "Binding");
    private static final Gvk EVICTION = new Gvk("policy", "v1", "Eviction");
    private static final Gvk LOG_OPTIONS = new Gvk("", "v1", "PodLogOptions");

    private final World world;

    PodEndpoint(World world) {
        this.world = world;
    }

    ApiResponse answer(ApiRequest request, Target target) {
        return switch (target.subresource()) {
            case "binding" -> bind(request, target, target.object());
            case "eviction" -> evict(request, target);
            case "log" -> throw log(request, pod(target));
            case "exec", "attach" -> {
                container(request, pod(target));
                throw ApiException.badRequest("Upgrade request required");
            }
            case "portforward" -> {
                pod(target);
                throw ApiException.badRequest("Upgrade request required");
            }
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
        if (pod.nodeName() == null) {
            return ApiException.badRequest("pod %s does not have a host assigned".formatted(pod.name()));
        }
        return new ApiException(
                500,
                "",
                ("Get \"https://127.0.0.1:10250/containerLogs/%s/%s/%s\": dial tcp 127.0.0.1:10250: connect: connection"
                                + " refused")
                        .formatted(pod.namespace(), pod.name(), container));
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
