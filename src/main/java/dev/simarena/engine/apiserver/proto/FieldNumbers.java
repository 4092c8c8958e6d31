package dev.simarena.engine.apiserver.proto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Know the messages of the API by name; read when the first body in protobuf comes. */
final class FieldNumbers {

    private static final String TABLE = "field-numbers.txt";

    private static final Map<String, String> LINES = read();
    private static final Map<String, MessageType> MESSAGES = new ConcurrentHashMap<>();

    private FieldNumbers() {}

    /**
     * Return the message of a kind.
     *
     * @return {@code null} where the version has no such kind
     */
    static @Nullable MessageType kind(String apiVersion, String kind) {
        MessageType message = message(apiVersion + "." + kind);
        return message == null ? message("meta." + kind) : message;
    }

    /** Return a message by the name the table gives it, {@code null} for scalars. */
    static @Nullable MessageType message(String name) {
        String line = LINES.get(name);
        return line == null ? null : MESSAGES.computeIfAbsent(name, __ -> MessageType.parse(name, line));
    }

    private static Map<String, String> read() {
        Map<String, String> lines = new HashMap<>();
        try (InputStream table = FieldNumbers.class.getResourceAsStream(TABLE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, TABLE), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0 && line.charAt(0) != '#') {
                    lines.put(line.substring(0, space), line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
