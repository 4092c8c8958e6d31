package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.model.ApiException;
import java.util.List;

/** Tell how the parts of the control plane are: well, as long as somebody can ask. */
final class ComponentEndpoint {

    private static final List<String> NAMES = List.of("controller-manager", "scheduler", "etcd-0");

    private final World world;

    ComponentEndpoint(World world) {
        this.world = world;
    }

    ApiResponse answer(ApiRequest request, Target target) {
        if (!request.method().equals("GET")) {
            throw Failures.methodNotAllowed();
        }
        Accepted accepted = Accepted.object(request.header("accept"));
        String name = target.name();
        if (name == null) {
            ObjectNode list = JsonNodeFactory.instance.objectNode();
            list.put("kind", target.resource().listKind())
                    .put("apiVersion", "v1")
                    .putObject("metadata");
            ArrayNode items = list.putArray("items");
            NAMES.forEach(one -> items.add(fill(JsonNodeFactory.instance.objectNode(), one)));
            return Presenter.list(world, request, accepted, target.resource(), list);
        }
        if (!NAMES.contains(name)) {
            throw ApiException.notFound(target.resource().gvk(), name);
        }
        ObjectNode component = JsonNodeFactory.instance.objectNode();
        component.put("kind", target.resource().kind()).put("apiVersion", "v1");
        return Presenter.object(world, 200, request, accepted, target.resource(), fill(component, name));
    }

    private static ObjectNode fill(ObjectNode component, String name) {
        component.putObject("metadata").put("name", name);
        component
                .putArray("conditions")
                .addObject()
                .put("type", "Healthy")
                .put("status", "True")
                .put("message", "ok");
        return component;
    }
}
