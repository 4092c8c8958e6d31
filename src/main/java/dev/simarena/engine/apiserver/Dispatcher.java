package dev.simarena.engine.apiserver;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ResourceRegistry;
import dev.simarena.engine.apiserver.watch.WatchOptions;
import dev.simarena.engine.apiserver.watch.Watches;
import java.util.List;

/** Lead each request to who answers it. */
final class Dispatcher {

    private final Router router;
    private final ObjectEndpoint objects;
    private final ListEndpoint lists;
    private final WatchEndpoint watch;
    private final SystemEndpoint system;

    Dispatcher(World world, ResourceRegistry registry, Watches watches) {
        router = new Router(registry);
        objects = new ObjectEndpoint(world);
        lists = new ListEndpoint(world);
        watch = new WatchEndpoint(watches);
        system = new SystemEndpoint(registry);
    }

    ApiResponse answer(ApiRequest request) {
        List<String> parts = Router.parts(request.path());
        Target target = router.target(parts);
        if (target == null) {
            ApiResponse answer = system.answer(request, parts);
            return answer == null ? Answers.pageNotFound() : answer;
        }
        return target.name() == null ? many(request, target) : one(request, target);
    }

    private ApiResponse many(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" ->
                WatchOptions.asked(request.query()) ? watch.watch(request, target) : lists.list(request, target);
            case "POST" -> objects.create(request, target);
            default -> throw Failures.methodNotAllowed();
        };
    }

    private ApiResponse one(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET" -> objects.get(request, target);
            default -> throw Failures.methodNotAllowed();
        };
    }
}
