package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.apiserver.proto.ProtobufBodies;
import dev.simarena.engine.apiserver.proto.ProtobufException;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Read the bodies of requests. */
public final class Bodies {

    /** Media types in which objects may be sent. */
    public static final String ACCEPTED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();
    private static final ObjectMapper YAML = new YAMLMapper();

    /** How much of an unreadable body its error shows. */
    private static final int SHOWN_BYTES = 30;

    private Bodies() {}

    /** Return the media type of a header without its parameters, JSON where there is none. */
    public static String mediaType(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return "application/json";
        }
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Read an object.
     *
     * @param kind kind that is expected, for the message
     * @throws ApiException 400 where it cannot be read, 415 where its media type is unknown
     */
    public static JsonNode object(@Nullable String contentType, byte[] body, String kind) {
        return switch (mediaType(contentType)) {
            case "application/json" -> json(body, kind);
            case "application/yaml" -> yaml(body, kind);
            case ProtobufBodies.MEDIA_TYPE -> protobuf(body, kind);
            default -> throw Failures.unknownFormat(ACCEPTED);
        };
    }

    private static JsonNode json(byte[] body, String kind) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw unreadable(kind, "couldn't get version/kind; json parse error: " + GoJsonErrors.text(e, body), body);
        } catch (IOException e) {
            throw unreadable(kind, String.valueOf(e.getMessage()), body);
        }
    }

    private static JsonNode yaml(byte[] body, String kind) {
        try {
            return YAML.readTree(body);
        } catch (IOException e) {
            throw unreadable(kind, "yaml: " + e.getMessage(), body);
        }
    }

    private static JsonNode protobuf(byte[] body, String kind) {
        try {
            return ProtobufBodies.read(body, null);
        } catch (ProtobufException e) {
            Gvk claimed = e.kind();
            if (claimed == null) {
                throw unreadable(kind, e.why(), body);
            }
            throw ApiException.badRequest("%s in version \"%s\" cannot be handled as a %s: %s"
                    .formatted(claimed.kind(), claimed.version(), kind, e.why()));
        }
    }

    private static ApiException unreadable(String kind, String why, byte[] body) {
        return ApiException.badRequest("the object provided is unrecognized (must be of type %s): %s (%s)"
                .formatted(kind, why, excerpt(body)));
    }

    private static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        int shown = Math.min(body.length, SHOWN_BYTES);
        String text = body[0] == '{'
                ? new String(body, 0, shown, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, shown);
        return body.length > shown ? text + " ..." : text;
    }
}
