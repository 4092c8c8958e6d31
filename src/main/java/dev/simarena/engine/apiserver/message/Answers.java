package dev.simarena.engine.apiserver.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.StatusDetails;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Make answers with the headers the API server sends. */
public final class Answers {

    /** Media type of JSON. */
    public static final String JSON = "application/json";

    private static final String UNCACHED = "no-cache, private";

    private Answers() {}

    /** Answer with a JSON document. */
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, headers(JSON), JsonText.line(body));
    }

    /** Answer with plain text. */
    public static Answer text(int status, String body) {
        Map<String, String> headers = headers("text/plain; charset=utf-8");
        headers.put("x-content-type-options", "nosniff");
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answer with an error where nobody knows what the client accepts. */
    public static Answer failure(ApiException error) {
        return retrying(json(error.code(), Status.failure(error)), error);
    }

    /** Say in the headers of an answer when to try again, where an error says so; returns the answer. */
    public static Answer retrying(Answer answer, ApiException error) {
        StatusDetails details = error.details();
        if (details != null && details.retryAfterSeconds() != null) {
            answer.headers().put("retry-after", String.valueOf(details.retryAfterSeconds()));
        }
        return answer;
    }

    /** Answer that a path leads nowhere. */
    public static Answer pageNotFound() {
        return text(404, "404 page not found\n");
    }

    /** Return the headers of every answer, to which more may be added. */
    public static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("cache-control", UNCACHED);
        headers.put("content-type", contentType);
        return headers;
    }
}
