package dev.simarena.engine.apiserver.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Know what an object holds before anything is set.
 *
 * <p>What the API server always writes belongs to nobody until somebody sets it: the {@code spec} and {@code strategy} of
 * a Deployment are such fields, the {@code data} of a ConfigMap is not. Custom resources have none.
 */
final class BlankObjects {

    private static final Map<Gvk, ObjectNode> BY_KIND = read();
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private BlankObjects() {}

    /** Return an object of a kind without any values; read only. */
    static ObjectNode of(Gvk gvk) {
        return BY_KIND.getOrDefault(gvk, NOTHING);
    }

    private static Map<Gvk, ObjectNode> read() {
        Map<Gvk, ObjectNode> blanks = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(BlankObjects.class.getResourceAsStream("blank-objects.txt"))) {
            ObjectMapper mapper = new ObjectMapper();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split(" ", 3);
                JsonNode blank = mapper.readTree(parts[2]);
                blanks.put(Gvk.of(parts[0], parts[1]), (ObjectNode) blank);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blanks;
    }
}
