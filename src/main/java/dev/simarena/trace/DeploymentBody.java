package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Read and change the fields of one applied Deployment that actions are about.
 *
 * <p>A change copies the nodes on the way from the root to the field and shares all others.
 *
 * @param object the Deployment
 * @param event index of the event that applies it, for messages
 */
record DeploymentBody(TraceObject object, int event) {

    private static final List<String> POD_SPEC = List.of("spec", "template", "spec");

    /** Return the Deployment and its event in words, for messages. */
    String where() {
        return EditMessages.where(object, event);
    }

    /** Return {@code spec.replicas}, 1 where absent. */
    int replicas() throws UneditableException {
        JsonNode replicas = object.body().path("spec").path("replicas");
        if (isAbsent(replicas)) {
            return 1;
        }
        if (!replicas.isIntegralNumber() || !replicas.canConvertToInt()) {
            throw new UneditableException(EditMessages.replicasNoInteger(where(), replicas));
        }
        return replicas.intValue();
    }

    DeploymentBody withReplicas(int replicas) throws UneditableException {
        ObjectNode root = copy(object.body());
        ObjectNode spec = copyChild(root, "spec", "spec");
        spec.set("replicas", IntNode.valueOf(replicas));
        return new DeploymentBody(TraceObject.of(root), event);
    }

    /** Return the request of the first container, {@code null} where absent or where there is no container. */
    @Nullable
    Quantity request(ResourceName resource) throws UneditableException {
        JsonNode request =
                containers().path(0).path("resources").path("requests").path(resource.key());
        if (isAbsent(request)) {
            return null;
        }
        try {
            return Quantity.of(request);
        } catch (InvalidQuantityException fault) {
            throw new UneditableException(
                    EditMessages.unreadable(where(), resource, String.valueOf(fault.getMessage())));
        }
    }

    private JsonNode containers() {
        JsonNode node = object.body();
        for (String key : POD_SPEC) {
            node = node.path(key);
        }
        JsonNode containers = node.path("containers");
        return containers.isArray() ? containers : MissingNode.getInstance();
    }

    DeploymentBody withRequest(ResourceName resource, Quantity request) throws UneditableException {
        ObjectNode root = copy(object.body());
        ObjectNode parent = root;
        StringBuilder path = new StringBuilder();
        for (String key : POD_SPEC) {
            path.append(path.isEmpty() ? "" : ".").append(key);
            parent = copyChild(parent, key, path.toString());
        }
        ArrayNode containers = copyContainers(parent);
        ObjectNode container = copy((ObjectNode) containers.get(0));
        containers.set(0, container);
        ObjectNode resources = copyOrCreateChild(container, "resources", "containers[0].resources");
        ObjectNode requests = copyOrCreateChild(resources, "requests", "containers[0].resources.requests");
        requests.set(resource.key(), TextNode.valueOf(request.toString()));
        return new DeploymentBody(TraceObject.of(root), event);
    }

    private ArrayNode copyContainers(ObjectNode podSpec) throws UneditableException {
        JsonNode containers = podSpec.path("containers");
        String path = "spec.template.spec.containers";
        if (isAbsent(containers)) {
            throw new UneditableException(EditMessages.missing(where(), path));
        }
        if (!containers.isArray()) {
            throw new UneditableException(EditMessages.wrongType(where(), path, "list"));
        }
        if (containers.isEmpty()) {
            throw new UneditableException(EditMessages.missing(where(), path + "[0]"));
        }
        if (!containers.get(0).isObject()) {
            throw new UneditableException(EditMessages.wrongType(where(), path + "[0]", "map"));
        }
        List<JsonNode> elements = new ArrayList<>(containers.size());
        containers.forEach(elements::add);
        ArrayNode copy = new ArrayNode(JsonNodeFactory.instance, elements);
        podSpec.set("containers", copy);
        return copy;
    }

    private ObjectNode copyChild(ObjectNode parent, String key, String path) throws UneditableException {
        if (isAbsent(parent.path(key))) {
            throw new UneditableException(EditMessages.missing(where(), path));
        }
        return copyOrCreateChild(parent, key, path);
    }

    private ObjectNode copyOrCreateChild(ObjectNode parent, String key, String path) throws UneditableException {
        JsonNode child = parent.path(key);
        if (!isAbsent(child) && !child.isObject()) {
            throw new UneditableException(EditMessages.wrongType(where(), path, "map"));
        }
        ObjectNode copy = isAbsent(child) ? JsonNodeFactory.instance.objectNode() : copy((ObjectNode) child);
        parent.set(key, copy);
        return copy;
    }

    private static ObjectNode copy(ObjectNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(node);
        return copy;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
