package dev.simarena.engine.apiserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Make the objects of bookmarks: of the watched kind, with nothing in them but what the API server writes of a field that
 * was never set.
 */
final class BlankObjects {

    private static final JsonNode BODIES = read();

    private BlankObjects() {}

    static ObjectNode of(Gvk gvk) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", gvk.kind()).put("apiVersion", gvk.apiVersion());
        if (BODIES.path(gvk.apiVersion()).get(gvk.kind()) instanceof ObjectNode body) {
            object.setAll(body.deepCopy());
        }
        return object;
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(BlankObjects.class.getResourceAsStream("blank-objects.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
