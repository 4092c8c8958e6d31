package dev.simarena.engine.apiserver.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Know the fields that allow a few values only. Source: {@code +enum} markers of {@code k8s.io/api}. */
final class AllowedValues {

    private static final String PREFIX = "io.k8s.api.";
    private static final Map<String, List<String>> BY_FIELD = read();

    private AllowedValues() {}

    /** Return the values that a field of a type allows, in order; none where it allows any. */
    static List<String> of(String type, String field) {
        return type.startsWith(PREFIX)
                ? BY_FIELD.getOrDefault(type.substring(PREFIX.length()) + "." + field, List.of())
                : List.of();
    }

    /** Return what the description of a field says of its values, as {@code kubectl explain} shows it. */
    static String described(List<String> values) {
        StringBuilder text = new StringBuilder(values.isEmpty() ? "" : "\n\nPossible enum values:");
        values.forEach(value -> text.append("\n - `\"").append(value).append("\"`"));
        return text.toString();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> byField = new HashMap<>();
        try (InputStream input = Objects.requireNonNull(AllowedValues.class.getResourceAsStream("enums.txt"))) {
            for (String line : new String(input.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int space = line.indexOf(' ');
                if (!line.startsWith("#") && space > 0) {
                    byField.put(
                            line.substring(0, space),
                            List.of(line.substring(space + 1).split("\\|", -1)));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return byField;
    }
}
