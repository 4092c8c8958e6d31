package dev.simarena.engine.apiserver.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold one request as it came in.
 *
 * @param method HTTP method in capitals
 * @param path path as sent, percent-encoded, without the query
 * @param query decoded parameters in the order sent
 * @param headers headers by lower-case name
 * @param body body as sent, empty where there is none; read only
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are many and large, and never changed
public record ApiRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    /**
     * Build a request from a path that may carry a query.
     *
     * @param target path, and after a question mark the query, percent-encoded
     */
    public static ApiRequest of(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        return new ApiRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? Map.of() : Query.parse(target.substring(mark + 1)),
                headers,
                body);
    }

    /** Build a request without a body that wants JSON. */
    public static ApiRequest get(String target) {
        return of("GET", target, Map.of("accept", "application/json"), NOTHING);
    }

    /** Build a request with a JSON body that wants JSON. */
    public static ApiRequest json(String method, String target, String body) {
        return of(
                method,
                target,
                Map.of("accept", "application/json", "content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Return the first value of a parameter, empty where it is absent. */
    public String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /** Return a header, {@code null} where it is absent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
