package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;
import java.util.List;

/** Answer requests for all objects of a resource. */
final class ListEndpoint {

    private final World world;

    ListEndpoint(World world) {
        this.world = world;
    }

    ApiResponse list(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("list")) {
            throw Failures.methodNotAllowed();
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", resource.listKind()).put("apiVersion", resource.gvk().apiVersion());
        list.putObject("metadata")
                .put("resourceVersion", String.valueOf(world.requests().resourceVersion()));
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : world.list(resource.stored(), target.namespace())) {
            items.add(object.without(List.of("apiVersion", "kind")));
        }
        return Answers.json(200, list);
    }
}
