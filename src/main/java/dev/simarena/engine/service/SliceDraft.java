package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.GenericObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work out what is to be in an EndpointSlice. */
final class SliceDraft {

    private final @Nullable GenericObject slice;
    private final List<ObjectNode> endpoints = new ArrayList<>();
    private ArrayNode ports = JsonNodeFactory.instance.arrayNode();

    /** Begin with what is in a slice, with nothing for one that is still to be made. */
    SliceDraft(@Nullable GenericObject slice) {
        this.slice = slice;
        if (slice != null) {
            slice.body().path("endpoints").forEach(endpoint -> endpoints.add((ObjectNode) endpoint));
            if (slice.body().path("ports") instanceof ArrayNode known) {
                ports = known;
            }
        }
    }

    /** Show pods that are in the slice as they are wanted; those that cannot stay are left to be wanted elsewhere. */
    void take(Map<String, EndpointSliceController.Wanted> wanted) {
        for (int i = endpoints.size() - 1; i >= 0; i--) {
            String pod = endpoints.get(i).path("targetRef").path("name").asText("");
            EndpointSliceController.Wanted now = wanted.get(pod);
            if (now == null) {
                continue;
            }
            if (now.endpoint() != null && now.ports().equals(ports)) {
                endpoints.set(i, now.endpoint());
                wanted.remove(pod);
            } else {
                endpoints.remove(i);
            }
        }
    }

    @Nullable
    GenericObject slice() {
        return slice;
    }

    boolean isEmpty() {
        return endpoints.isEmpty();
    }

    int size() {
        return endpoints.size();
    }

    ArrayNode ports() {
        return ports;
    }

    void setPorts(ArrayNode ports) {
        this.ports = ports;
    }

    void add(ObjectNode endpoint) {
        endpoints.add(endpoint);
    }

    /** Return what is to be stored; lists without an item show as null. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("addressType", "IPv4");
        body.set("endpoints", orNull(JsonNodeFactory.instance.arrayNode().addAll(endpoints)));
        body.set("ports", orNull(endpoints.isEmpty() ? JsonNodeFactory.instance.arrayNode() : ports));
        return body;
    }

    private static JsonNode orNull(ArrayNode list) {
        return list.isEmpty() ? JsonNodeFactory.instance.nullNode() : list;
    }
}
