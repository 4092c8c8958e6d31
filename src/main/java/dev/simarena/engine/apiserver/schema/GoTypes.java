package dev.simarena.engine.apiserver.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Know Go's names for the types of strings that are of a type of their own, such as {@code v1.Protocol}. */
final class GoTypes {

    private static final Map<String, String> BY_FIELD = read();

    private GoTypes() {}

    /**
     * Return Go's name for the type of a field, empty where it is nothing special.
     *
     * @param owner name of the type that has the field, in OpenAPI documents
     */
    static String of(String owner, String field) {
        int type = owner.lastIndexOf('.');
        int version = type < 0 ? -1 : owner.lastIndexOf('.', type - 1);
        int group = version < 0 ? -1 : owner.lastIndexOf('.', version - 1);
        return BY_FIELD.getOrDefault(owner.substring(group + 1) + "." + field, "");
    }

    private static Map<String, String> read() {
        Map<String, String> types = new HashMap<>();
        try (InputStream input = Objects.requireNonNull(GoTypes.class.getResourceAsStream("go-types.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (!line.startsWith("#") && space > 0) {
                    types.put(line.substring(0, space), line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(types);
    }
}
