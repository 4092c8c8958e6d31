package dev.simarena.engine.apiserver.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Hold a complete answer.
 *
 * @param status HTTP status
 * @param headers headers by lower-case name; several values of one are separated by line feeds
 * @param body body; read only
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are many and large, and never changed
public record Answer(int status, Map<String, String> headers, byte[] body) implements ApiResponse {

    /** Return the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
