package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.Map;

/** Convert events between the two API groups that show the same objects: the core group and {@code events.k8s.io}. */
public final class EventVersions {

    /** Events as the newer API shows them. */
    public static final Gvk NEWER = new Gvk("events.k8s.io", "v1", "Event");

    /** Name of a field in the core group, and in the other. */
    private static final Map<String, String> NEW_NAMES = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "reportingComponent", "reportingController",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount");

    private EventVersions() {}

    /** Return an event of the core group as the newer API shows it; what it is made of is shared. */
    public static ObjectNode newer(JsonNode core) {
        ObjectNode newer = Json.object();
        core.properties()
                .forEach(field -> newer.set(NEW_NAMES.getOrDefault(field.getKey(), field.getKey()), field.getValue()));
        newer.put("apiVersion", NEWER.apiVersion());
        return newer;
    }

    /** Return an event of the newer API as the core group shows it; what it is made of is shared. */
    public static ObjectNode core(JsonNode newer) {
        ObjectNode core = Json.object();
        newer.properties().forEach(field -> core.set(oldName(field.getKey()), field.getValue()));
        core.put("apiVersion", "v1");
        return core;
    }

    private static String oldName(String name) {
        for (Map.Entry<String, String> names : NEW_NAMES.entrySet()) {
            if (names.getValue().equals(name)) {
                return names.getKey();
            }
        }
        return name;
    }
}
