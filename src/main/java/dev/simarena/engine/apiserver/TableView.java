package dev.simarena.engine.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.World;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.apiserver.request.Accepted;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.table.TableOptions;
import dev.simarena.engine.apiserver.table.Tables;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/** Make the tables that one request asks for; only the first one of a watch describes its columns. */
final class TableView {

    private static final Gvk DEFINITION = new Gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private final World world;
    private final ApiRequest request;
    private final Accepted accepted;
    private final ApiResource resource;
    private boolean described;

    TableView(World world, ApiRequest request, Accepted accepted, ApiResource resource) {
        this.world = world;
        this.request = request;
        this.accepted = accepted;
        this.resource = resource;
    }

    ObjectNode of(ObjectNode shown) {
        TableOptions options =
                new TableOptions(accepted.version(), request.parameter("includeObject"), !described, world.now());
        described = true;
        boolean scale = shown.path("kind").asText().equals("Scale");
        Gvk gvk = scale ? new Gvk("autoscaling", "v1", "Scale") : resource.gvk();
        return Tables.of(gvk, scale ? null : definition(world, resource), shown, options);
    }

    /** Return the definition of a custom resource, {@code null} for a built-in one and for one that is gone. */
    static @Nullable JsonNode definition(World world, ApiResource resource) {
        if (!resource.custom()) {
            return null;
        }
        ApiObject definition = world.requests().find(DEFINITION, null, resource.qualified());
        return definition == null ? null : Renderer.json(definition);
    }
}
