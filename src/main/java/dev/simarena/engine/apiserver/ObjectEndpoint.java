package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.ListOptions;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.Trait;
import dev.simarena.engine.apiserver.text.ObjectTexts;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;

/** Answer requests that read, create or replace one object, or a part of it that has the object's own form. */
final class ObjectEndpoint {

    private static final Gvk SIGNING_REQUEST = new Gvk("certificates.k8s.io", "v1", "CertificateSigningRequest");

    private final ServedObjects objects;
    private final SentObjects sent;

    ObjectEndpoint(ServedObjects objects, SentObjects sent) {
        this.objects = objects;
        this.sent = sent;
    }

    ApiResponse get(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("get")) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        long present = objects.world().requests().resourceVersion();
        long version = ListOptions.version(
                request.parameter("resourceVersion"), "resourceVersion: Invalid value: %q: ", 500, "");
        if (version > present) {
            throw Pages.tooLarge(version, present, true);
        }
        ApiObject object = objects.find(resource, target.namespace(), target.object());
        if (object == null) {
            throw ApiException.notFound(resource.gvk(), target.object());
        }
        ObjectTexts texts = objects.texts(resource);
        if (texts != null && Presenter.plain(request, accepted)) {
            return Presenter.line(200, accepted, texts.object(object));
        }
        return Presenter.object(
                objects.world(),
                200,
                request,
                accepted,
                resource,
                objects.shown(resource).apply(object));
    }

    ApiResponse create(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("create") || (resource.namespaced() && target.namespace() == null)) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        WriteOptions options = WriteOptions.read(request, "CreateOptions", false);
        Warnings warnings = new Warnings();
        ObjectNode object = sent.read(request, resource, resource.gvk(), options, warnings);
        return create(request, target, accepted, object, options, warnings);
    }

    private Answer create(
            ApiRequest request,
            Target target,
            Accepted accepted,
            ObjectNode object,
            WriteOptions options,
            Warnings warnings) {
        ApiResource resource = target.resource();
        ObjectNode wanted = ServedObjects.stored(resource, placed(object, target));
        if (resource.gvk().equals(SIGNING_REQUEST)) {
            Caller.describe(wanted.withObject("/spec"));
        }
        ObjectTexts texts = objects.texts(resource);
        String namespace = target.namespace();
        if (texts != null
                && namespace != null
                && resource.gvk().equals(Gvk.POD)
                && !options.dryRun()
                && Presenter.plain(request, accepted)) {
            ApiObject pod =
                    objects.writing(false).createPod(namespace, wanted, ServedObjects.author(options, resource));
            return warnings.on(Presenter.line(201, accepted, texts.copy(pod)));
        }
        ObjectNode created = objects.writing(options.dryRun())
                .create(resource.stored(), target.namespace(), wanted, ServedObjects.author(options, resource));
        if (options.dryRun()) {
            created.withObject("/metadata").remove("resourceVersion");
        }
        sent.warn(resource, created, warnings);
        if (resource.gvk().equals(Gvk.NODE)) {
            CreatedNode.show(created, wanted);
        }
        return warnings.on(Presenter.object(
                objects.world(), 201, request, accepted, resource, ServedObjects.shown(resource, created)));
    }

    ApiResponse update(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        Accepted accepted = Accepted.object(request.header("accept"));
        WriteOptions options = WriteOptions.read(request, "UpdateOptions", false);
        Warnings warnings = new Warnings();
        ObjectNode object = sent.read(request, resource, resource.gvk(), options, warnings);
        String name = object.path("metadata").path("name").asText("");
        checkName(name, target.object());
        boolean main = target.subresource().isEmpty();
        ApiObject live = objects.find(resource, target.namespace(), target.object());
        if (live == null && main && resource.has(Trait.UPSERT)) {
            return create(request, target, accepted, object, options, warnings);
        }
        if (live != null) {
            checkVersion(resource, object, target.object());
        }
        ObjectNode updated = objects.writing(options.dryRun())
                .replace(
                        resource.stored(),
                        target.namespace(),
                        target.object(),
                        ServedObjects.stored(resource, placed(object, target)),
                        target.part(),
                        ServedObjects.author(options, resource));
        sent.warn(resource, updated, warnings);
        if (options.dryRun() && live != null) {
            updated.withObject("/metadata").put("resourceVersion", String.valueOf(live.resourceVersion()));
        }
        return warnings.on(Presenter.object(
                objects.world(), 200, request, accepted, resource, ServedObjects.shown(resource, updated)));
    }

    /** Refuse a name that is none or another one than the path says. */
    static void checkName(String written, String name) {
        if (written.isEmpty()) {
            throw ApiException.badRequest(
                    "the name of the object (%s based on URL) was undeterminable: name must be provided"
                            .formatted(name));
        }
        if (!written.equals(name)) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)".formatted(written, name));
        }
    }

    /** Refuse an update that does not say which version it is made from where that must be said. */
    private static void checkVersion(ApiResource resource, ObjectNode object, String name) {
        String version = object.path("metadata").path("resourceVersion").asText("");
        if (version.isEmpty() && resource.has(Trait.VERSIONED)) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("metadata.resourceVersion", 0, "must be specified for an update");
            throw ApiException.invalid(new Gvk(resource.group(), resource.version(), resource.plural()), name, errors);
        }
        ListOptions.version(version, "", 500, "");
    }

    /** Objects outside of namespaces name none, whatever was written. */
    private static ObjectNode placed(ObjectNode object, Target target) {
        if (!target.resource().namespaced() && object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("namespace");
        }
        return object;
    }
}
