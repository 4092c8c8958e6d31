package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Selection;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.watch.WatchForm;
import dev.simarena.engine.apiserver.watch.WatchOptions;
import dev.simarena.engine.apiserver.watch.WatchRequest;
import dev.simarena.engine.apiserver.watch.Watches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answer requests to watch the objects of a resource. */
final class WatchEndpoint {

    private final ServedObjects objects;
    private final Watches watches;

    WatchEndpoint(ServedObjects objects, Watches watches) {
        this.objects = objects;
        this.watches = watches;
    }

    /** Return the request that means the same as one by which clients of long ago watched. */
    static ApiRequest older(ApiRequest request, Target target) {
        if (!request.method().equals("GET") || !target.subresource().isEmpty()) {
            throw Failures.noSuchResource();
        }
        Map<String, List<String>> query = new LinkedHashMap<>(request.query());
        query.put("watch", List.of("true"));
        String name = target.name();
        if (name != null) {
            query.put("fieldSelector", List.of("metadata.name=" + name));
        }
        return new ApiRequest("GET", request.path(), query, request.headers(), request.body());
    }

    ApiResponse watch(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("watch")) {
            throw Failures.methodNotAllowed();
        }
        WatchOptions options = WatchOptions.parse(request.query());
        Selection selection = Selection.read(request, target, objects.shown(resource));
        WatchForm form = new WatchForm(
                resource.gvk(), objects.shown(resource), reshaped(request, resource), objects.texts(resource));
        return watches.answer(new WatchRequest(resource.stored(), form, selection, options));
    }

    /** Return what makes the metadata of objects or rows of a table, {@code null} for whole objects. */
    private @Nullable UnaryOperator<ObjectNode> reshaped(ApiRequest request, ApiResource resource) {
        Accepted accepted = Accepted.object(request.header("accept"));
        return switch (accepted.shape()) {
            case PARTIAL -> object -> Presenter.partial(accepted, object);
            case TABLE -> new TableView(objects.world(), request, accepted, resource)::of;
            default -> null;
        };
    }
}
