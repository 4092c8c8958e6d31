package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;

/**
 * Read MessagePack values from bytes that nobody vouches for.
 *
 * <p>A declared length is checked against the bytes left before anything is allocated, nesting is limited, and every
 * fault is a {@link TraceFault} with its offset.
 */
final class MessagePackReader {

    /** Deepest nesting of maps and lists that is read; SimKube's own limit is 1024. */
    static final int MAX_DEPTH = 512;

    private static final int LONGEST_SHARED_TEXT = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] bytes;
    private final MessageUnpacker unpacker;
    // Keys and short values repeat in every object; one copy of each is kept.
    private final Map<String, String> shared = new HashMap<>();
    private int depth;

    MessagePackReader(byte[] bytes) {
        this.bytes = bytes;
        this.unpacker = MessagePack.newDefaultUnpacker(bytes);
    }

    /** Return the offset of the next value. */
    long offset() {
        return unpacker.getTotalReadBytes();
    }

    /** Read any value. */
    JsonNode value() {
        return guarded(this::anyValue);
    }

    /** Read the header of a map and return its number of entries; {@link #leave()} follows after the last. */
    int enterMap(String what) {
        return guarded(() -> {
            if (!Formats.isMap(peek())) {
                throw unexpected(what, "a map");
            }
            return mapHeader();
        });
    }

    /** Read the header of a list and return its number of elements; {@link #leave()} follows after the last. */
    int enterList(String what) {
        return guarded(() -> {
            if (!Formats.isList(peek())) {
                throw unexpected(what, "a list");
            }
            return listHeader();
        });
    }

    void leave() {
        depth--;
    }

    /** Tell whether the next value is a list. */
    boolean atList() {
        return guarded(() -> Formats.isList(peek()));
    }

    /** Tell whether the next value is a map. */
    boolean atMap() {
        return guarded(() -> Formats.isMap(peek()));
    }

    /** Read the key of a map entry. */
    String key() {
        return guarded(this::textKey);
    }

    /** Insist that no byte follows. */
    void end() {
        if (left() > 0) {
            throw TraceFault.at(offset(), TraceMessages.trailing(left()), TraceMessages.FETCH_AGAIN);
        }
    }

    private JsonNode anyValue() throws IOException {
        MessageFormat format = peek();
        return switch (format) {
            case NIL -> {
                unpacker.unpackNil();
                yield NullNode.instance;
            }
            case BOOLEAN -> BooleanNode.valueOf(unpacker.unpackBoolean());
            case POSFIXINT, NEGFIXINT, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> integer(format);
            case FLOAT32 -> FloatNode.valueOf((float) finite(unpacker.unpackFloat()));
            case FLOAT64 -> DoubleNode.valueOf(finite(unpacker.unpackDouble()));
            case FIXSTR, STR8, STR16, STR32 -> TextNode.valueOf(text());
            case BIN8, BIN16, BIN32 -> binary();
            case FIXARRAY, ARRAY16, ARRAY32 -> list();
            case FIXMAP, MAP16, MAP32 -> map();
            default -> {
                long at = offset();
                throw TraceFault.at(
                        at,
                        TraceMessages.extension(
                                unpacker.unpackExtensionTypeHeader().getType()),
                        TraceMessages.CORRECT_IT);
            }
        };
    }

    private JsonNode integer(MessageFormat format) throws IOException {
        if (format == MessageFormat.UINT64) {
            return Numbers.integer(unpacker.unpackBigInteger());
        }
        return Numbers.integer(unpacker.unpackLong());
    }

    private double finite(double number) {
        if (Double.isFinite(number)) {
            return number;
        }
        throw TraceFault.at(offset(), TraceMessages.notFinite(number), TraceMessages.CORRECT_IT);
    }

    private JsonNode binary() throws IOException {
        int length = checked("binary data", unpacker.unpackBinaryHeader(), 1);
        return BinaryNode.valueOf(unpacker.readPayload(length));
    }

    private ArrayNode list() throws IOException {
        int size = listHeader();
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            list.add(anyValue());
        }
        leave();
        return list;
    }

    private ObjectNode map() throws IOException {
        int size = mapHeader();
        ObjectNode map = NODES.objectNode();
        for (int i = 0; i < size; i++) {
            long at = offset();
            String key = textKey();
            if (map.replace(key, anyValue()) != null) {
                throw TraceFault.at(at, TraceMessages.duplicateKey(key), TraceMessages.CORRECT_IT);
            }
        }
        leave();
        return map;
    }

    private int mapHeader() throws IOException {
        enter();
        return checked("a map", unpacker.unpackMapHeader(), 2);
    }

    private int listHeader() throws IOException {
        enter();
        return checked("a list", unpacker.unpackArrayHeader(), 1);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw TraceFault.at(offset(), TraceMessages.tooDeep(MAX_DEPTH), TraceMessages.CORRECT_IT);
        }
    }

    private String textKey() throws IOException {
        MessageFormat format = peek();
        return switch (format) {
            case FIXSTR, STR8, STR16, STR32 -> text();
            default ->
                throw TraceFault.at(offset(), TraceMessages.keyNotText(Formats.name(format)), TraceMessages.CORRECT_IT);
        };
    }

    private String text() throws IOException {
        int length = checked("a text", unpacker.unpackRawStringHeader(), 1);
        int start = (int) offset();
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            insistOnUtf8(start, length);
        }
        unpacker.readPayloadAsReference(length);
        return length > LONGEST_SHARED_TEXT ? text : shared.computeIfAbsent(text, same -> same);
    }

    private void insistOnUtf8(int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        } catch (CharacterCodingException e) {
            throw TraceFault.at(start, TraceMessages.notUtf8(), TraceMessages.CORRECT_IT, e);
        }
    }

    /** Return the length unless so much cannot follow. */
    private int checked(String what, int length, int bytesEach) {
        if ((long) length * bytesEach > left()) {
            throw TraceFault.at(
                    offset(), TraceMessages.declaresTooMuch(what, length, left()), TraceMessages.FETCH_AGAIN);
        }
        return length;
    }

    private long left() {
        return bytes.length - offset();
    }

    private MessageFormat peek() throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        if (format == MessageFormat.NEVER_USED) {
            throw TraceFault.at(offset(), TraceMessages.invalidByte(), TraceMessages.CORRECT_IT);
        }
        return format;
    }

    private TraceFault unexpected(String what, String expected) throws IOException {
        String reason = what + " " + TraceMessages.wrongType(expected, Formats.name(peek()));
        return TraceFault.at(offset(), reason, TraceMessages.CORRECT_IT);
    }

    /** Name the kind of the next value for a message. */
    String found() {
        return guarded(() -> Formats.name(peek()));
    }

    private <T> T guarded(Read<T> read) {
        try {
            return read.read();
        } catch (MessageInsufficientBufferException e) {
            throw TraceFault.at(bytes.length, TraceMessages.cutOff(), TraceMessages.FETCH_AGAIN, e);
        } catch (MessageSizeException e) {
            throw TraceFault.at(
                    offset(),
                    TraceMessages.declaresTooMuch("a value", e.getSize(), left()),
                    TraceMessages.FETCH_AGAIN,
                    e);
        } catch (MessagePackException | IOException e) {
            throw TraceFault.at(offset(), String.valueOf(e.getMessage()), TraceMessages.FETCH_AGAIN, e);
        }
    }

    /** Read something with the library's exceptions. */
    private interface Read<T> {
        T read() throws IOException;
    }
}
