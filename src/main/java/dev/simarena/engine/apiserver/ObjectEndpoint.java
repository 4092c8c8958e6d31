package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.message.Answers;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.message.ApiResponse;
import dev.simarena.engine.apiserver.request.Bodies;
import dev.simarena.engine.apiserver.request.Failures;
import dev.simarena.engine.apiserver.request.Target;
import dev.simarena.engine.apiserver.resource.ApiResource;

/** Answer requests about one object. */
final class ObjectEndpoint {

    private final World world;

    ObjectEndpoint(World world) {
        this.world = world;
    }

    ApiResponse get(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("get") || !target.subresource().isEmpty()) {
            throw Failures.methodNotAllowed();
        }
        ObjectNode object = world.requests()
                .get(resource.stored(), target.namespace(), String.valueOf(target.name()), Subresource.NONE);
        return Answers.json(200, object);
    }

    ApiResponse create(ApiRequest request, Target target) {
        ApiResource resource = target.resource();
        if (!resource.allows("create") || (resource.namespaced() && target.namespace() == null)) {
            throw Failures.methodNotAllowed();
        }
        JsonNode object = Bodies.object(request.header("content-type"), request.body(), resource.kind());
        return Answers.json(201, world.requests().create(resource.stored(), target.namespace(), object));
    }
}
