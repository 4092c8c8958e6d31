package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.engine.model.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Say where a list that was cut off goes on.
 *
 * @param resourceVersion version of the list
 * @param start key of the first object not before which to go on
 */
public record ContinueToken(long resourceVersion, String start) {

    /** Version of a token that goes on with whatever is there by then. */
    public static final long INCONSISTENT = -1;

    private static final String VERSION = "meta.k8s.io/v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Return the text clients hand back. */
    public String encode() {
        String json = JSON.createObjectNode()
                .put("v", VERSION)
                .put("rv", resourceVersion)
                .put("start", start)
                .toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Read what a client hands back.
     *
     * @throws ApiException 400 where it is no such text
     */
    public static ContinueToken decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid("illegal base64 data at input byte " + illegalByte(text));
        }
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw invalid(GoJsonErrors.text(bytes));
        } catch (java.io.IOException e) {
            throw invalid("unexpected end of JSON input");
        }
        if (!json.path("v").asText("").equals(VERSION)) {
            throw invalid("server does not recognize this encoded version \"%s\""
                    .formatted(json.path("v").asText("")));
        }
        long version = json.path("rv").asLong();
        String start = json.path("start").asText("");
        if (version == 0) {
            throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        if (start.isEmpty()) {
            throw invalid("encoded start key empty (version meta.k8s.io/v1)");
        }
        return new ContinueToken(version, start);
    }

    /** Answer 410 for a list whose version is forgotten, with a token by which to go on all the same. */
    public static ApiException expired(ContinueToken token) {
        return new ApiException(
                410,
                "Expired",
                "The provided continue parameter is too old to display a consistent list result. You can start a new list"
                        + " without the continue parameter, or use the continue token in this response to retrieve the"
                        + " remainder of the results. Continuing with the provided token results in an inconsistent list"
                        + " - objects that were created, modified, or deleted between the time the first chunk was"
                        + " returned and now may show up in the list.",
                null,
                new ContinueToken(INCONSISTENT, token.start()).encode());
    }

    private static int illegalByte(String text) {
        int i = 0;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || "-_".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static ApiException invalid(String why) {
        return ApiException.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
