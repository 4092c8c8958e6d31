package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.apiserver.apply.ManagedObjects;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.patch.Patches;
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
            case "PATCH" -> patch(request, target, warnings);
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

    private ObjectNode patch(ApiRequest request, Target target, Warnings warnings) {
        ApiResource resource = target.resource();
        if (PatchEndpoint.applies(request)) {
            WriteOptions options = WriteOptions.read(request, "PatchOptions", true);
            JsonNode body = PatchEndpoint.applied(request);
            return objects.writing(options.dryRun())
                    .applyScale(
                            resource.stored(),
                            target.namespace(),
                            target.object(),
                            sent.applied(request, body, resource, SCALE, options, warnings),
                            ServedObjects.author(options, resource),
                            Boolean.TRUE.equals(options.force()));
        }
        PatchType type = PatchEndpoint.type(request, resource);
        WriteOptions options = WriteOptions.read(request, "PatchOptions", false);
        JsonNode patch = PatchEndpoint.read(request, type);
        ManagedObjects writing = objects.writing(options.dryRun());
        ObjectNode scale = writing.get(resource.stored(), target.namespace(), target.object(), Subresource.SCALE);
        ObjectNode patched = Patches.apply(type, SCALE, scale, patch);
        sent.patched(request, patched, type, patch, resource, SCALE, options, warnings);
        return writing.replace(
                resource.stored(),
                target.namespace(),
                target.object(),
                patched,
                Subresource.SCALE,
                ServedObjects.author(options, resource));
    }
}
