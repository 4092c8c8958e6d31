package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.apply.ManagedObjects;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.request.WriteOptions;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Gvk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Answer requests for what holds a namespace, and for tokens of the accounts in it. */
final class NamespaceEndpoint {

    private static final Gvk TOKEN = new Gvk("authentication.k8s.io", "v1", "TokenRequest");
    private static final long TOKEN_SECONDS = 3600;

    private static final long LEAST_TOKEN_SECONDS = 600;

    private final World world;
    private final ServedObjects objects;
    private final SentObjects sent;

    NamespaceEndpoint(ServedObjects objects, SentObjects sent) {
        world = objects.world();
        this.objects = objects;
        this.sent = sent;
    }

    ApiResponse answer(ApiRequest request, Target target) {
        return target.subresource().equals("token") ? token(request, target) : finish(request, target);
    }

    private ApiResponse finish(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        Accepted accepted = Accepted.object(request.header("accept"));
        WriteOptions options = WriteOptions.read(request, "UpdateOptions", false);
        Warnings warnings = new Warnings();
        ObjectNode object = sent.read(request, resource, resource.gvk(), options, warnings);
        ObjectEndpoint.checkName(object.path("metadata").path("name").asText(""), target.object());
        ManagedObjects place = objects.writing(options.dryRun());
        ObjectNode changed = place.get(resource.stored(), null, target.object(), Subresource.NONE);
        changed.withObject("/spec")
                .set("finalizers", object.path("spec").path("finalizers").deepCopy());
        ObjectNode updated = place.replace(
                resource.stored(),
                null,
                target.object(),
                changed,
                Subresource.NONE,
                ServedObjects.author(options, resource));
        return warnings.on(Presenter.object(world, 200, request, accepted, resource, updated));
    }

    /** Tokens open nothing: they only look like some, and say whose they are. */
    private ApiResponse token(ApiRequest request, Target target) {
        Accepted accepted = Accepted.object(request.header("accept"));
        WriteOptions options = WriteOptions.read(request, "CreateOptions", false);
        Warnings warnings = new Warnings();
        ObjectNode asked = sent.read(request, target.resource(), TOKEN, options, warnings);
        ApiObject account = world.requests().find(target.resource().stored(), target.namespace(), target.object());
        if (account == null) {
            throw ApiException.notFound(target.resource().gvk(), target.object());
        }
        JsonNode wanted = asked.path("spec").path("expirationSeconds");
        if (wanted.isNumber() && wanted.asLong() < LEAST_TOKEN_SECONDS) {
            FieldErrors errors = new FieldErrors();
            errors.invalid(
                    "spec.expirationSeconds", wanted.asLong(), "may not specify a duration less than 10 minutes");
            errors.check(TOKEN, "");
        }
        String now = world.now().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode answer = asked.objectNode();
        answer.put("kind", TOKEN.kind()).put("apiVersion", TOKEN.apiVersion());
        answer.putObject("metadata")
                .put("name", account.name())
                .put("namespace", account.namespace())
                .put("uid", account.uid())
                .put("creationTimestamp", now);
        long seconds = asked.path("spec").path("expirationSeconds").asLong(TOKEN_SECONDS);
        ObjectNode spec = answer.putObject("spec");
        if (asked.path("spec").path("audiences").isEmpty()) {
            spec.putArray("audiences").add("https://kubernetes.default.svc");
        } else {
            spec.set("audiences", asked.path("spec").path("audiences").deepCopy());
        }
        spec.put("expirationSeconds", seconds);
        spec.set(
                "boundObjectRef",
                asked.path("spec").path("boundObjectRef").isObject()
                        ? asked.path("spec").path("boundObjectRef").deepCopy()
                        : asked.nullNode());
        String subject = "system:serviceaccount:" + account.namespace() + ":" + account.name();
        answer.putObject("status")
                .put("token", jwt(subject, account.uid(), now))
                .put(
                        "expirationTimestamp",
                        world.now()
                                .plus(Duration.ofSeconds(Math.min(Math.max(seconds, 0), 1L << 32)))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        return warnings.on(Presenter.object(world, 201, request, accepted, target.resource(), answer));
    }

    private static String jwt(String subject, String uid, String issued) {
        return part("{\"alg\":\"none\"}") + "."
                + part("{\"sub\":\"%s\",\"uid\":\"%s\",\"iat\":\"%s\"}".formatted(subject, uid, issued)) + "."
                + part(uid);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
