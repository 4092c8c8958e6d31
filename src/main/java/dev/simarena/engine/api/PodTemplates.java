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
    private static final ConcurrentHashMap<Written, PodTemplate> REMEMBERED = new ConcurrentHashMap<>();

    private PodTemplates() {}

    /** What a template is read from; a pod has more metadata, such as its name, which are its own. */
    private record Written(JsonNode labels, JsonNode annotations, JsonNode spec) {

        static Written of(JsonNode template) {
            JsonNode metadata = template.path("metadata");
            return new Written(metadata.path("labels"), metadata.path("annotations"), template.path("spec"));
        }

        /** Return what may be kept: nobody changes it any more. */
        Written copy() {
            return new Written(labels.deepCopy(), annotations.deepCopy(), spec.deepCopy());
        }
    }

    /**
     * Read a template with {@code metadata} and {@code spec}.
     *
     * @throws dev.simarena.trace.InvalidQuantityException where a quantity is none
     */
    static PodTemplate read(JsonNode template) {
        Written written = Written.of(template);
        PodTemplate known = REMEMBERED.get(written);
        if (known != null) {
            return known;
        }
        ObjectNode stored = PodDefaults.stored(written.spec());
        PodTemplate read = new PodTemplate(
                JsonMaps.strings(written.labels()),
                JsonMaps.strings(written.annotations()),
                stored,
                PodDefaults.admitted(stored));
        if (REMEMBERED.size() >= MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        REMEMBERED.put(written.copy(), read);
        return read;
    }
}
