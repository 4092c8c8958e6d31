package dev.simarena.engine.apiserver;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.crd.Definitions;
import dev.simarena.engine.apiserver.message.Answer;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.request.Warnings;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.ApiSubresource;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.resource.Trait;
import dev.simarena.engine.apiserver.watch.WatchOptions;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiException;
import java.util.List;

/** Lead each request to who answers it. */
final class Dispatcher {

    private final Router router;
    private final ObjectEndpoint objects;
    private final PatchEndpoint patches;
    private final DeleteEndpoint deletions;
    private final ListEndpoint lists;
    private final ScaleEndpoint scales;
    private final PodEndpoint pods;
    private final NamespaceEndpoint namespaces;
    private final ReviewEndpoint reviews;
    private final ComponentEndpoint components;
    private final WatchEndpoint watch;
    private final SystemEndpoint system;

    Dispatcher(ServedObjects served, ResourceRegistry registry, Definitions definitions, Watches watches) {
        World world = served.world();
        SentObjects sent = new SentObjects(registry, definitions);
        router = new Router(registry);
        objects = new ObjectEndpoint(served, sent);
        patches = new PatchEndpoint(served, sent);
        deletions = new DeleteEndpoint(served, watches);
        lists = new ListEndpoint(served, watches);
        scales = new ScaleEndpoint(served, sent);
        pods = new PodEndpoint(world);
        namespaces = new NamespaceEndpoint(served, sent);
        reviews = new ReviewEndpoint(served, sent);
        components = new ComponentEndpoint(world);
        watch = new WatchEndpoint(served, watches);
        system = new SystemEndpoint(world, registry);
    }

    ApiResponse answer(ApiRequest asked) {
        List<String> parts = Router.parts(asked.path());
        ApiRequest request = asked;
        Target target;
        if (Router.watches(parts)) {
            target = router.target(Router.watched(parts));
            if (target != null) {
                request = WatchEndpoint.older(asked, target);
                target = new Target(target.resource(), target.namespace(), null, target.subresource());
            }
        } else {
            target = router.target(parts);
        }
        if (target == null) {
            ApiResponse answer = system.answer(request, parts);
            return answer == null ? Answers.pageNotFound() : answer;
        }
        Warnings warnings = warnings(request, target);
        ApiResponse answer;
        try {
            answer = answer(request, target);
        } catch (ApiException e) {
            answer = Presenter.failure(request, e);
        }
        return answer instanceof Answer whole ? warnings.on(whole) : answer;
    }

    private ApiResponse answer(ApiRequest request, Target target) {
        if (target.resource().plural().equals("componentstatuses")) {
            return components.answer(request, target);
        }
        return target.name() == null
                ? many(request, target)
                : target.subresource().isEmpty() ? one(request, target) : part(request, target);
    }

    private ApiResponse many(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" ->
                WatchOptions.asked(request.query()) ? watch.watch(request, target) : lists.list(request, target);
            case "POST" -> create(request, target);
            case "DELETE" -> deletions.many(request, target);
            default -> throw Failures.methodNotAllowed();
        };
    }

    private ApiResponse create(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (ReviewEndpoint.answers(resource)) {
            return reviews.answer(request, target);
        }
        return resource.kind().equals("Binding") && target.namespace() != null
                ? pods.bind(request, target)
                : objects.create(request, target);
    }

    private ApiResponse one(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" -> objects.get(request, target);
            case "PUT" -> objects.update(allowed(target, "update", request), target);
            case "PATCH" -> patches.patch(allowed(target, "patch", request), target);
            case "DELETE" -> deletions.one(request, target);
            default -> throw Failures.methodNotAllowed();
        };
    }

    private ApiResponse part(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        ApiSubresource subresource = resource.subresource(target.subresource());
        String verb = switch (request.method()) {
            case "GET" -> "get";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "POST" -> "create";
            case "DELETE" -> "delete";
            default -> "";
        };
        if (subresource == null || !subresource.verbs().contains(verb)) {
            throw Failures.methodNotAllowed();
        }
        return switch (target.subresource()) {
            case "scale" -> scales.answer(request, target);
            case "finalize", "token" -> namespaces.answer(request, target);
            case "proxy" -> throw ApiException.badRequest("address not allowed");
            case "status", "approval", "ephemeralcontainers", "resize" -> whole(request, target);
            default -> pods.answer(request, target);
        };
    }

    /** Answer a request for a part that is sent and shown within the whole object. */
    private ApiResponse whole(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" -> objects.get(request, target);
            case "PUT" -> objects.update(request, target);
            default -> patches.patch(request, target);
        };
    }

    private static ApiRequest allowed(Target target, String verb, ApiRequest request) {
        if (!target.resource().allows(verb)) {
            throw Failures.methodNotAllowed();
        }
        return request;
    }

    private static Warnings warnings(ApiRequest request, Target target) {
        Warnings warnings = new Warnings();
        ApiResource resource = target.resource();
        if (resource.has(Trait.DEPRECATED)) {
            warnings.add(
                    resource.kind().equals("Endpoints")
                            ? "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
                            : "v1 ComponentStatus is deprecated in v1.19+");
        }
        if (request.method().equals("DELETE")
                && resource.kind().equals("Job")
                && request.body().length == 0
                && !request.query().containsKey("propagationPolicy")
                && !request.query().containsKey("orphanDependents")) {
            warnings.add(
                    "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to"
                            + " remove them or set propagationPolicy=Orphan to suppress this warning");
        }
        return warnings;
    }
}
