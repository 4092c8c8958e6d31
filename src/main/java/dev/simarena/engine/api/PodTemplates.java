package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.PodTemplate;
import java.util.List;
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

    /** Read a template with {@code metadata} and {@code spec}; what is wrong is added to the causes. */
    static PodTemplate read(JsonNode template, String path, List<String> causes) {
        PodTemplate known = REMEMBERED.get(template);
        if (known != null) {
            return known;
        }
        int before = causes.size();
        JsonNode metadata = template.path("metadata");
        ObjectNode stored = PodSpecs.stored(template.path("spec"), path, causes);
        PodTemplate read = new PodTemplate(
                JsonMaps.strings(metadata.path("labels")),
                JsonMaps.strings(metadata.path("annotations")),
                stored,
                PodSpecs.admitted(stored));
        if (causes.size() == before) {
            if (REMEMBERED.size() >= MOST_REMEMBERED) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(template.deepCopy(), read);
        }
        return read;
    }
}
