package dev.simarena.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Find the byte offset of a place in a trace that was read before.
 *
 * <p>Offsets are only needed when something is wrong, so nobody keeps them while reading.
 */
final class PlaceFinder {

    private PlaceFinder() {}

    /** Return the offset of the value at a place, or of the nearest value around it. */
    static long inMessagePack(byte[] bytes, Place place) {
        long found = 0;
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            for (Place step : place.steps()) {
                if (!enter(unpacker, step)) {
                    return found;
                }
                found = unpacker.getTotalReadBytes();
            }
        } catch (IOException | RuntimeException e) {
            return found;
        }
        return found;
    }

    private static boolean enter(MessageUnpacker unpacker, Place step) throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        if (step.key() == null) {
            if (format.getValueType() != ValueType.ARRAY || unpacker.unpackArrayHeader() <= step.index()) {
                return false;
            }
            for (int i = 0; i < step.index(); i++) {
                unpacker.skipValue();
            }
            return true;
        }
        if (format.getValueType() != ValueType.MAP) {
            return false;
        }
        int size = unpacker.unpackMapHeader();
        for (int i = 0; i < size; i++) {
            if (key(unpacker).equals(step.key())) {
                return true;
            }
            unpacker.skipValue();
        }
        return false;
    }

    /** Read a key as the JSON view spells it. */
    private static String key(MessageUnpacker unpacker) throws IOException {
        return switch (unpacker.getNextFormat().getValueType()) {
            case STRING -> unpacker.unpackString();
            case INTEGER -> unpacker.unpackBigInteger().toString();
            default -> {
                unpacker.unpackArrayHeader();
                yield PodLifecycles.ownerKey(unpacker.unpackString(), unpacker.unpackString());
            }
        };
    }

    /** Return the offset of the value at a place, or of the nearest value around it. */
    static long inJson(byte[] bytes, Place place) {
        long found = 0;
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            parser.nextToken();
            for (Place step : place.steps()) {
                if (!enter(parser, step)) {
                    return found;
                }
                found = parser.currentTokenLocation().getByteOffset();
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private static boolean enter(JsonParser parser, Place step) throws IOException {
        JsonToken opening = parser.currentToken();
        if (step.key() == null && opening == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == step.index()) {
                    return true;
                }
                parser.skipChildren();
            }
        } else if (step.key() != null && opening == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = parser.currentName().equals(step.key());
                parser.nextToken();
                if (here) {
                    return true;
                }
                parser.skipChildren();
            }
        }
        return false;
    }
}
