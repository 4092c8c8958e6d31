package dev.simarena.engine.apiserver;

import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.watch.WatchForm;
import dev.simarena.engine.apiserver.watch.WatchOptions;
import dev.simarena.engine.apiserver.watch.WatchRequest;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiObject;
import java.util.function.Predicate;

/** Answer requests to watch the objects of a resource. */
final class WatchEndpoint {

    private final Watches watches;

    WatchEndpoint(Watches watches) {
        this.watches = watches;
    }

    ApiResponse watch(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("watch")) {
            throw Failures.methodNotAllowed();
        }
        WatchOptions options = WatchOptions.parse(request.query());
        WatchForm form = new WatchForm(resource.gvk(), Renderer::json, null);
        return watches.answer(new WatchRequest(resource.stored(), form, inside(target), options));
    }

    private static Predicate<ApiObject> inside(Target target) {
        String namespace = target.namespace();
        return namespace == null ? object -> true : object -> namespace.equals(object.namespace());
    }
}
