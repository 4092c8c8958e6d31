package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;

/** Answer requests about how many replicas an object has. */
final class ScaleEndpoint {

    private static final Gvk SCALE = new Gvk("autoscaling", "v1", "Scale");

    private final ServedObjects objects;
    private final SentObjects sent;

    ScaleEndpoint(ServedObjects objects, SentObjects sent) {
        this.objects = objects;
        this.sent = sent;
    }

    ApiResponse answer(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        Accepted accepted = Accepted.object(request.header("accept"));
        Warnings warnings = new Warnings();
        ObjectNode scale = switch (request.method()) {
            case "GET" ->
                objects.writing(false).get(resource.stored(), target.namespace(), target.object(), Subresource.SCALE);
            case "PUT" -> replace(request, target, warnings);
            case "PATCH" -> patch(request, target);
            default -> throw Failures.methodNotAllowed();
        };
        return warnings.on(Presenter.object(objects.world(), 200, request, accepted, resource, scale));
    }

    private ObjectNode replace(ApiRequest request, Target target, Warnings warnings) {
        WriteOptions options = WriteOptions.read(request, "UpdateOptions", false);
        ObjectNode scale = sent.read(request, target.resource(), SCALE, options, warnings);
        ObjectEndpoint.checkName(scale.path("metadata").path("name").asText(""), target.object());
        return objects.writing(options.dryRun())
                .replace(
                        target.resource().stored(),
                        target.namespace(),
                        target.object(),
                        scale,
                        Subresource.SCALE,
                        ServedObjects.author(options, target.resource()));
    }

    private ObjectNode patch(ApiRequest request, Target target) {
        PatchType type = PatchEndpoint.type(request);
        WriteOptions options = WriteOptions.read(request, "PatchOptions", false);
        JsonNode patch = PatchEndpoint.read(request, type);
        return objects.writing(options.dryRun())
                .patch(
                        target.resource().stored(),
                        target.namespace(),
                        target.object(),
                        type,
                        patch,
                        Subresource.SCALE,
                        ServedObjects.author(options, target.resource()));
    }
}
