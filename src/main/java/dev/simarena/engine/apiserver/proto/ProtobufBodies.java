package dev.simarena.engine.apiserver.proto;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/**
 * Read bodies of {@value #MEDIA_TYPE}: four bytes by which they are known, and a message that names the kind and holds the
 * object.
 *
 * <p>Only the kinds that Kubernetes itself has can be read, but for CustomResourceDefinitions. The messages of errors are those of Kubernetes' own reader.
 */
public final class ProtobufBodies {

    /** The media type: {@value}. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] PREFIX = {'k', '8', 's', 0};

    private ProtobufBodies() {}

    /** Tell whether bytes begin as such a body does. */
    public static boolean recognizes(byte[] body) {
        if (body.length < PREFIX.length) {
            return false;
        }
        for (int i = 0; i < PREFIX.length; i++) {
            if (body[i] != PREFIX[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Return the object of a body in JSON.
     *
     * @param expected kind to read where the body names none, {@code null} where there is no such kind
     * @throws ProtobufException where the body cannot be read
     */
    public static ObjectNode read(byte[] body, @Nullable Gvk expected) throws ProtobufException {
        if (body.length == 0) {
            throw new ProtobufException("empty data");
        }
        if (!recognizes(body)) {
            throw new ProtobufException(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        if (body.length == PREFIX.length) {
            throw new ProtobufException("empty body");
        }
        return object(new WireReader(body, PREFIX.length, body.length), expected);
    }

    private static ObjectNode object(WireReader envelope, @Nullable Gvk expected) throws ProtobufException {
        String apiVersion = expected == null ? "" : expected.apiVersion();
        String kind = expected == null ? "" : expected.kind();
        WireReader raw = new WireReader(PREFIX, 0, 0);
        while (envelope.more()) {
            long tag = envelope.varint();
            int wireType = (int) (tag & 7);
            long number = tag >>> 3;
            if (number == 1 && wireType == WireReader.BYTES) {
                WireReader typeMeta = envelope.message();
                while (typeMeta.more()) {
                    long part = typeMeta.varint();
                    if ((part & 7) != WireReader.BYTES) {
                        typeMeta.skipField((int) (part & 7));
                    } else {
                        String text = typeMeta.text();
                        apiVersion = part >>> 3 == 1 && !text.isEmpty() ? text : apiVersion;
                        kind = part >>> 3 == 2 && !text.isEmpty() ? text : kind;
                    }
                }
            } else if (number == 2 && wireType == WireReader.BYTES) {
                raw = envelope.message();
            } else if (number == 0) {
                throw new ProtobufException("proto: Unknown: illegal tag 0 (wire type %d)".formatted(wireType));
            } else {
                envelope.skipField(wireType);
            }
        }
        return object(apiVersion, kind, raw);
    }

    private static ObjectNode object(String apiVersion, String kind, WireReader raw) throws ProtobufException {
        Gvk claimed = Gvk.of(apiVersion, kind);
        MessageType type = FieldNumbers.kind(apiVersion, kind);
        if (type == null) {
            throw new ProtobufException(
                    "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
                            .formatted(kind, apiVersion),
                    claimed);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        try {
            MessageReader.read(type, raw, object);
        } catch (ProtobufException e) {
            throw e.of(claimed);
        }
        return object;
    }
}
