package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Bodies;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.patch.Patches;
import org.jspecify.annotations.Nullable;

/** Answer requests that change one object by a patch. */
final class PatchEndpoint {

    private final World world;
    private final SentObjects sent;

    PatchEndpoint(World world, SentObjects sent) {
        this.world = world;
        this.sent = sent;
    }

    ApiResponse patch(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        Accepted accepted = Accepted.object(request.header("accept"));
        PatchType type = type(request);
        if (type == PatchType.STRATEGIC && resource.custom()) {
            throw Failures.unknownFormat(
                    "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
        }
        WriteOptions options = WriteOptions.read(request, "PatchOptions", false);
        JsonNode patch = read(request, type);
        ApiObject live = world.requests().find(resource.stored(), target.namespace(), target.object());
        if (live == null) {
            throw ApiException.notFound(resource.gvk(), target.object());
        }
        Warnings warnings = new Warnings();
        ObjectNode shown = Views.of(resource).apply(live);
        ObjectNode patched = Patches.apply(type, resource.gvk(), shown, patch);
        sent.patched(request, patched, patch, resource, options, warnings);
        ObjectEndpoint.checkName(patched.path("metadata").path("name").asText(""), target.object());
        checkUid(patched, live, resource);
        World place = options.dryRun() ? world.fork() : world;
        ObjectNode changed = place.requests()
                .replace(
                        resource.stored(),
                        target.namespace(),
                        target.object(),
                        Views.stored(resource, patched),
                        target.subresource().isEmpty() ? Subresource.NONE : Subresource.STATUS);
        if (options.dryRun()) {
            changed.withObject("/metadata").set("resourceVersion", shown.at("/metadata/resourceVersion"));
        }
        return warnings.on(Presenter.object(200, request, accepted, resource, Views.shown(resource, changed)));
    }

    /**
     * Return how the patch of a request is to be read.
     *
     * @throws ApiException 415 where nobody knows
     */
    static PatchType type(ApiRequest request) {
        PatchType type = typeOf(request.header("content-type"));
        if (type == null) {
            throw Failures.unsupportedPatch();
        }
        return type;
    }

    private static @Nullable PatchType typeOf(@Nullable String contentType) {
        String mediaType = contentType == null ? "" : Bodies.mediaType(contentType);
        for (PatchType type : PatchType.values()) {
            if (type.mediaType().equals(mediaType)) {
                return type;
            }
        }
        return null;
    }

    /** Read the patch in the body of a request. */
    static JsonNode read(ApiRequest request, PatchType type) {
        return Bodies.patch(request.body(), type == PatchType.STRATEGIC ? "" : "error decoding patch: ");
    }

    private static void checkUid(ObjectNode patched, ApiObject live, ApiResource resource) {
        String uid = patched.path("metadata").path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(live.uid())) {
            FieldErrors errors = new FieldErrors();
            // The generic store and the kind's own strategy both look at it.
            errors.invalid("metadata.uid", uid, "field is immutable");
            errors.invalid("metadata.uid", uid, "field is immutable");
            errors.check(resource.gvk(), live.name());
        }
    }
}
