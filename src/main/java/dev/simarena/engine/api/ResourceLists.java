package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Store and check resource lists as the API server does. */
final class ResourceLists {

    /** The API server's answer to what is no quantity. */
    static final String UNREADABLE =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private ResourceLists() {}

    /**
     * Replace every quantity by the one the API server would store.
     *
     * @throws dev.simarena.trace.InvalidQuantityException for what is no quantity at all
     */
    static void store(JsonNode list, String path, List<String> causes) {
        if (!(list instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : new ArrayList<>(object.properties())) {
            Quantity quantity = Quantity.of(entry.getValue()).stored();
            if (quantity.signum() < 0) {
                causes.add("%s[%s]: Invalid value: \"%s\": must be greater than or equal to 0"
                        .formatted(path, entry.getKey(), quantity));
            }
            if (extended(entry.getKey())
                    && quantity.value().stripTrailingZeros().scale() > 0) {
                causes.add(
                        "%s[%s]: Invalid value: \"%s\": must be an integer".formatted(path, entry.getKey(), quantity));
            }
            object.put(entry.getKey(), quantity.toString());
        }
    }

    /** Check requests against limits; extended resources cannot be overcommitted. */
    static void compare(ObjectNode resources, String path, List<String> causes) {
        JsonNode limits = resources.path("limits");
        for (Map.Entry<String, JsonNode> entry : resources.path("requests").properties()) {
            String name = entry.getKey();
            boolean extended = extended(name);
            Quantity request = Quantity.of(entry.getValue());
            if (!limits.has(name)) {
                if (extended) {
                    causes.add(path + ".limits: Required value: Limit must be set for non overcommitable resources");
                }
                continue;
            }
            Quantity limit = Quantity.of(limits.path(name));
            int order = request.compareTo(limit);
            if (extended && order != 0) {
                causes.add("%s.requests: Invalid value: \"%s\": must be equal to %s limit of %s"
                        .formatted(path, request, name, limit));
            } else if (order > 0) {
                causes.add("%s.requests: Invalid value: \"%s\": must be less than or equal to %s limit of %s"
                        .formatted(path, request, name, limit));
            }
        }
    }

    private static boolean extended(String name) {
        return name.indexOf('/') > 0 || name.startsWith("hugepages-");
    }
}
