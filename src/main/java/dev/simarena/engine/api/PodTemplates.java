package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Read pod templates.
 *
 * <p>What was read is remembered for all worlds, since episodes apply the same few templates again and again; templates
 * are immutable and follow from the text alone, so this shows nowhere but in the time it takes.
 */
final class PodTemplates {

    private static final int MOST_REMEMBERED = 4096;
    private static final ConcurrentHashMap<JsonNode, PodTemplate> REMEMBERED = new ConcurrentHashMap<>();

    private PodTemplates() {}

    /**
     * Read a template with {@code metadata} and {@code spec}.
     *
     * @throws dev.simarena.trace.InvalidQuantityException where a quantity is none
     */
    static PodTemplate read(JsonNode template) {
        PodTemplate known = REMEMBERED.get(template);
        if (known != null) {
            return known;
        }
        JsonNode metadata = template.path("metadata");
        ObjectNode stored = PodDefaults.stored(template.path("spec"));
        PodTemplate read = new PodTemplate(
                JsonMaps.strings(metadata.path("labels")),
                JsonMaps.strings(metadata.path("annotations")),
                stored,
                PodDefaults.admitted(stored));
        if (REMEMBERED.size() >= MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        REMEMBERED.put(template.deepCopy(), read);
        return read;
    }
}
