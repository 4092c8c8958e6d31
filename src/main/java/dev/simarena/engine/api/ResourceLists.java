package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.Map;

/** Store resource lists as the API server does. */
final class ResourceLists {

    private ResourceLists() {}

    /**
     * Replace every quantity by the one the API server would store.
     *
     * @throws dev.simarena.trace.InvalidQuantityException for what is no quantity at all
     */
    static void store(JsonNode list) {
        if (!(list instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : new ArrayList<>(object.properties())) {
            object.put(entry.getKey(), Quantity.of(entry.getValue()).stored().toString());
        }
    }
}
