package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.simarena.engine.apiserver.proto.ProtobufBodies;
import dev.simarena.engine.apiserver.proto.ProtobufException;
import dev.simarena.engine.apiserver.schema.TypeErrors;
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

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectMapper ONCE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Gvk DELETE_OPTIONS = new Gvk("meta.k8s.io", "v1", "DeleteOptions");
    private static final int SUMMARY = 30;
    private static final String NO_KIND = "couldn't get version/kind; json parse error: ";
    private static final String KIND_TYPE =
            "Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                    + " \"json:\\\"kind,omitempty\\\"\" }";

    static {
        // As deep as Go allows; whoever walks through objects guards the stack.
        StreamReadConstraints deep =
                StreamReadConstraints.builder().maxNestingDepth(1_000).build();
        JSON.getFactory().setStreamReadConstraints(deep);
        ONCE.getFactory().setStreamReadConstraints(deep);
    }

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
     * An object as it was sent.
     *
     * @param once whether it is certain that no field is written twice
     */
    public record Sent(ObjectNode object, boolean once) {}

    /**
     * Read an object that is to be of a kind; where it says none it is of that kind.
     *
     * @throws ApiException 400 where it cannot be read or is of another kind, 415 where its media type is unknown
     */
    public static Sent sent(@Nullable String contentType, byte[] body, Gvk gvk) {
        if (body.length > 0 && mediaType(contentType).equals("application/json")) {
            try {
                if (ONCE.readTree(body) instanceof ObjectNode object) {
                    return new Sent(kinded(object, body, gvk), true);
                }
            } catch (IOException e) {
                // read again, with fields that are written twice
            }
        }
        return new Sent(object(contentType, body, gvk), false);
    }

    /** Return what {@link #sent} reads, whether or not fields are written twice. */
    public static ObjectNode object(@Nullable String contentType, byte[] body, Gvk gvk) {
        JsonNode json;
        try {
            json = read(contentType, body, gvk);
        } catch (UnreadableException e) {
            throw unrecognized(gvk, e.getMessage(), body);
        }
        return kinded(json, body, gvk);
    }

    /**
     * Read what says how to delete; nothing where there is no body.
     *
     * @throws ApiException 400 where it cannot be read, 415 where its media type is unknown
     */
    public static JsonNode options(@Nullable String contentType, byte[] body) {
        try {
            JsonNode json = read(contentType, body, DELETE_OPTIONS);
            if (!json.isObject() && !json.isNull()) {
                throw ApiException.badRequest(
                        NO_KIND + "json: cannot unmarshal " + TypeErrors.found(json) + " into " + KIND_TYPE);
            }
            return json;
        } catch (UnreadableException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Read a patch.
     *
     * @param prefix what the message begins with
     * @throws ApiException 400 where it is no JSON
     */
    public static JsonNode patch(byte[] body, String prefix) {
        try {
            JsonNode json = body.length == 0 ? null : JSON.readTree(body);
            if (json == null || json.isMissingNode()) {
                throw ApiException.badRequest(prefix + GoJsonErrors.text(body));
            }
            return json;
        } catch (IOException e) {
            throw ApiException.badRequest(prefix + GoJsonErrors.text(body));
        }
    }

    /**
     * Read what is applied: YAML or JSON.
     *
     * @throws ApiException 400 where it cannot be read or is no object
     */
    public static ObjectNode applied(byte[] body) {
        try {
            if (yaml(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
        }
        throw ApiException.badRequest(
                "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type map[string]interface {}");
    }

    /** Read YAML, of which JSON is a part. */
    public static JsonNode yaml(byte[] body) throws IOException {
        JsonNode json = YAML.readTree(body);
        return json == null || json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
    }

    private static JsonNode read(@Nullable String contentType, byte[] body, Gvk gvk) throws UnreadableException {
        switch (mediaType(contentType)) {
            case "application/json" -> {
                try {
                    JsonNode json = body.length == 0 ? null : JSON.readTree(body);
                    if (json != null && !json.isMissingNode()) {
                        return json;
                    }
                } catch (IOException e) {
                    // told below in the words of the API server
                }
                throw new UnreadableException(NO_KIND + GoJsonErrors.text(body));
            }
            case "application/yaml" -> {
                try {
                    return yaml(body);
                } catch (JsonProcessingException e) {
                    throw new UnreadableException("yaml: line %d: %s"
                            .formatted(
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    firstLine(e.getOriginalMessage())));
                } catch (IOException e) {
                    throw new UnreadableException("yaml: " + firstLine(String.valueOf(e.getMessage())));
                }
            }
            case ProtobufBodies.MEDIA_TYPE -> {
                return protobuf(body, gvk);
            }
            default -> throw Failures.unknownFormat(ACCEPTED);
        }
    }

    private static JsonNode protobuf(byte[] body, Gvk gvk) throws UnreadableException {
        try {
            return ProtobufBodies.read(body, gvk);
        } catch (ProtobufException e) {
            Gvk claimed = e.kind();
            if (claimed == null) {
                throw new UnreadableException(e.why());
            }
            throw ApiException.badRequest("%s in version \"%s\" cannot be handled as a %s: %s"
                    .formatted(claimed.kind(), claimed.version(), gvk.kind(), e.why()));
        }
    }

    private static ObjectNode kinded(JsonNode json, byte[] body, Gvk gvk) {
        if (json.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!(json instanceof ObjectNode object)) {
            String why = NO_KIND + "json: cannot unmarshal " + TypeErrors.found(json) + " into " + KIND_TYPE;
            throw unrecognized(gvk, why, body);
        }
        for (String field : new String[] {"apiVersion", "kind"}) {
            JsonNode value = object.path(field);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                String why = NO_KIND
                        + "json: cannot unmarshal %s into Go struct field .%s of type string"
                                .formatted(TypeErrors.found(value), field);
                throw unrecognized(gvk, why, body);
            }
        }
        String version = object.path("apiVersion").asText("");
        if (version.indexOf('/') != version.lastIndexOf('/')) {
            throw unrecognized(gvk, "unexpected GroupVersion string: " + version, body);
        }
        return object;
    }

    private static ApiException unrecognized(Gvk gvk, @Nullable String why, byte[] body) {
        return ApiException.badRequest("the object provided is unrecognized (must be of type %s): %s (%s)"
                .formatted(gvk.kind(), why, summary(body)));
    }

    /** Return the beginning of a body as messages show it. */
    private static String summary(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        int length = Math.min(body.length, SUMMARY);
        String shown = body[0] == '{'
                ? new String(body, 0, length, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, length);
        return length < body.length ? shown + " ..." : shown;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Tell that a body cannot be read, before it is known what for. */
    private static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
