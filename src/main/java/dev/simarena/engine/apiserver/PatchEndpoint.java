package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.apply.ManagedObjects;
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
import java.io.IOException;
import java.util.Set;

/** Answer requests that change one object by a patch. */
final class PatchEndpoint {

    private static final Set<String> APPLY = Set.of("application/apply-patch+yaml", "application/apply-patch+json");

    private final ServedObjects objects;
    private final SentObjects sent;

    PatchEndpoint(ServedObjects objects, SentObjects sent) {
        this.objects = objects;
        this.sent = sent;
    }

    ApiResponse patch(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        Accepted accepted = Accepted.object(request.header("accept"));
        if (applies(request)) {
            return apply(request, target, accepted);
        }
        PatchType type = type(request, resource);
        WriteOptions options = WriteOptions.read(request, "PatchOptions", false);
        JsonNode patch = read(request, type);
        ApiObject live = objects.find(resource, target.namespace(), target.object());
        if (live == null) {
            throw ApiException.notFound(resource.gvk(), target.object());
        }
        Warnings warnings = new Warnings();
        ObjectNode shown = objects.shown(resource).apply(live);
        ObjectNode patched = Patches.apply(type, resource.gvk(), shown, patch);
        sent.patched(request, patched, type, patch, resource, resource.gvk(), options, warnings);
        ObjectEndpoint.checkName(patched.path("metadata").path("name").asText(""), target.object());
        checkUid(patched, live, resource);
        ObjectNode changed;
        try {
            changed = objects.writing(options.dryRun())
                    .replace(
                            resource.stored(),
                            target.namespace(),
                            target.object(),
                            ServedObjects.stored(resource, patched),
                            target.part(),
                            ServedObjects.author(options, resource));
        } catch (ApiException e) {
            throw SentObjects.patchError(e, resource, type, patch, patched);
        }
        sent.warn(resource, changed, warnings);
        if (options.dryRun()) {
            changed.withObject("/metadata").set("resourceVersion", shown.at("/metadata/resourceVersion"));
        }
        return warnings.on(Presenter.object(
                objects.world(), 200, request, accepted, resource, ServedObjects.shown(resource, changed)));
    }

    /**
     * Return how the patch of a request is to be read.
     *
     * @throws ApiException 415 where nobody knows
     */
    static PatchType type(ApiRequest request, ApiResource resource) {
        String mediaType = mediaType(request);
        for (PatchType type : PatchType.values()) {
            if (type.mediaType().equals(mediaType)) {
                if (type == PatchType.STRATEGIC && resource.custom()) {
                    throw Failures.unknownFormat(
                            "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
                }
                return type;
            }
        }
        throw Failures.unsupportedPatch();
    }

    /** Tell whether a request applies an object. */
    static boolean applies(ApiRequest request) {
        return APPLY.contains(mediaType(request));
    }

    private static String mediaType(ApiRequest request) {
        String contentType = request.header("content-type");
        return contentType == null ? "" : Bodies.mediaType(contentType);
    }

    /** Read the patch in the body of a request. */
    static JsonNode read(ApiRequest request, PatchType type) {
        return Bodies.patch(request.body(), type == PatchType.STRATEGIC ? "" : "error decoding patch: ");
    }

    /** Read what the body of a request applies. */
    static JsonNode applied(ApiRequest request) {
        try {
            return Bodies.yaml(request.body());
        } catch (IOException e) {
            throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
        }
    }

    private ApiResponse apply(ApiRequest request, Target target, Accepted accepted) {
        ApiResource resource = target.resource();
        WriteOptions options = WriteOptions.read(request, "PatchOptions", true);
        JsonNode body = applied(request);
        Warnings warnings = new Warnings();
        ObjectNode sentObject = sent.applied(request, body, resource, resource.gvk(), options, warnings);
        ManagedObjects.Applied applied = objects.writing(options.dryRun())
                .apply(
                        resource.stored(),
                        target.namespace(),
                        target.object(),
                        ServedObjects.stored(resource, sentObject),
                        target.part(),
                        ServedObjects.author(options, resource),
                        Boolean.TRUE.equals(options.force()));
        ObjectNode object = applied.object();
        sent.warn(resource, object, warnings);
        if (options.dryRun() && applied.created()) {
            object.withObject("/metadata").remove("resourceVersion");
        }
        return warnings.on(Presenter.object(
                objects.world(),
                applied.created() ? 201 : 200,
                request,
                accepted,
                resource,
                ServedObjects.shown(resource, object)));
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
