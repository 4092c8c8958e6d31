package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Deleted;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.message.Status;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.DeleteRequest;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.ListOptions;
import dev.simarena.engine.apiserver.request.Selection;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.resource.Trait;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiObject;
import java.util.ArrayList;
import java.util.List;

/** Answer requests that delete one object or many. */
final class DeleteEndpoint {

    private final ServedObjects objects;
    private final World world;
    private final Pages pages;

    DeleteEndpoint(ServedObjects objects, Watches watches) {
        this.objects = objects;
        world = objects.world();
        pages = new Pages(world, watches);
    }

    ApiResponse one(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("delete")) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        DeleteRequest delete = DeleteRequest.read(request);
        Deleted deleted = objects.writing(delete.dryRun())
                .delete(resource.stored(), target.namespace(), target.object(), delete.options());
        ObjectNode object = deleted.object();
        if (deleted.gone() && !resource.has(Trait.RETURNED)) {
            ObjectNode status = Status.deleted(
                    target.object(),
                    resource.group(),
                    resource.plural(),
                    object.at("/metadata/uid").asText());
            return Presenter.document(200, request, Accepted.plain(request.header("accept")), status);
        }
        return Presenter.object(world, 200, request, accepted, resource, ServedObjects.shown(resource, object));
    }

    ApiResponse many(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("deletecollection") || (resource.namespaced() && target.namespace() == null)) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        Selection selection = Selection.read(request, target, objects.shown(resource));
        ListOptions list = ListOptions.read(request);
        DeleteRequest delete = DeleteRequest.read(request);
        Page page = pages.page(resource, selection, list);
        ObjectNode document = ListEndpoint.document(resource, page, objects.shown(resource));
        if (!delete.dryRun()) {
            world.requests().deleteAll(live(page, resource), delete.options());
        }
        return Presenter.list(world, request, accepted, resource, document);
    }

    /** A page may show objects as they were; who goes is who is there now. */
    private List<ApiObject> live(Page page, ApiResource resource) {
        List<ApiObject> live = new ArrayList<>(page.objects().size());
        for (ApiObject shown : page.objects()) {
            ApiObject object = world.requests().find(resource.stored(), shown.namespace(), shown.name());
            if (object != null && object.uid().equals(shown.uid())) {
                live.add(object);
            }
        }
        return live;
    }
}
