package dev.simarena.engine.apiserver.proto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Read the messages that are no objects in JSON: times, quantities, integers or texts, and JSON itself. */
final class WellKnown {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private long first;
    private long second;
    private String text = "";
    private byte[] raw = {};
    private boolean empty = true;

    private WellKnown() {}

    /** Tell whether a type of the table is one of these. */
    static boolean is(String type) {
        return switch (type) {
            case "time", "microtime", "quantity", "intstr", "raw" -> true;
            default -> false;
        };
    }

    /**
     * Return the value.
     *
     * @return {@code null} where it stands for nothing
     */
    static @Nullable JsonNode read(String type, WireReader reader) throws ProtobufException {
        WellKnown value = new WellKnown();
        value.read(reader);
        return switch (type) {
            case "time" -> value.time(SECONDS);
            case "microtime" -> value.time(MICROS);
            case "quantity" -> NODES.textNode(value.text.isEmpty() ? "0" : value.text);
            case "intstr" -> value.first == 0 ? MessageReader.integer(value.second) : NODES.textNode(value.text);
            default -> value.json();
        };
    }

    private void read(WireReader reader) throws ProtobufException {
        while (reader.more()) {
            empty = false;
            long tag = reader.varint();
            int wireType = (int) (tag & 7);
            int number = (int) (tag >>> 3);
            if (wireType == WireReader.BYTES) {
                raw = reader.bytes();
                text = new String(raw, StandardCharsets.UTF_8);
            } else if (wireType == WireReader.VARINT && number == 1) {
                first = reader.varint();
            } else if (wireType == WireReader.VARINT && number == 2) {
                second = reader.varint();
            } else {
                reader.skipField(wireType);
            }
        }
    }

    private @Nullable JsonNode time(DateTimeFormatter format) throws ProtobufException {
        if (empty) {
            return null;
        }
        try {
            return NODES.textNode(format.format(Instant.ofEpochSecond(first, second)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProtobufException("proto: time is out of range");
        }
    }

    private @Nullable JsonNode json() throws ProtobufException {
        if (raw.length == 0) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(raw);
            return json.isMissingNode() ? NullNode.instance : json;
        } catch (JsonProcessingException e) {
            throw new ProtobufException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProtobufException(String.valueOf(e.getMessage()));
        }
    }
}
