package dev.simarena.engine.apiserver.proto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.proto.MessageType.Field;
import dev.simarena.engine.apiserver.proto.MessageType.Shape;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turn messages into the JSON the same client would have sent.
 *
 * <p>Clients written in Go send every field that is not a pointer, empty or not; in JSON most of those are left out when
 * empty, and so they are here.
 */
final class MessageReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MessageReader() {}

    /** Put the fields of a message into an object. */
    static void read(MessageType type, WireReader reader, ObjectNode into) throws ProtobufException {
        while (reader.more()) {
            long tag = reader.varint();
            int wireType = (int) (tag & 7);
            long number = tag >>> 3;
            if (number == 0 || number > Integer.MAX_VALUE) {
                throw new ProtobufException(
                        "proto: %s: illegal tag %d (wire type %d)".formatted(simpleName(type), number, wireType));
            }
            Field field = type.field((int) number);
            if (field == null) {
                reader.skipField(wireType);
            } else {
                field(field, wireType, reader, into);
            }
        }
    }

    private static void field(Field field, int wireType, WireReader reader, ObjectNode into) throws ProtobufException {
        if (field.shape() == Shape.LIST && wireType == WireReader.BYTES && isNumber(field.type())) {
            WireReader packed = reader.message();
            while (packed.more()) {
                add(list(into, field.json()), value(field, packed, into));
            }
            return;
        }
        if (wireType != expected(field)) {
            throw new ProtobufException("proto: wrong wireType = %d for field %s".formatted(wireType, field.json()));
        }
        switch (field.shape()) {
            case LIST -> add(list(into, field.json()), value(field, reader, into));
            case MAP -> entry(field, reader.message(), into);
            case ONE -> {
                JsonNode value = value(field, reader, into);
                if (value != null && !field.json().equals(MessageType.INLINE)) {
                    into.set(field.json(), value);
                }
            }
        }
    }

    /** Read a value; {@code null} where JSON shows nothing for it. */
    private static @Nullable JsonNode value(Field field, WireReader reader, ObjectNode owner) throws ProtobufException {
        boolean keeps = field.keepsZero() || field.shape() != Shape.ONE;
        switch (field.type()) {
            case "string" -> {
                String text = reader.text();
                return keeps || !text.isEmpty() ? NODES.textNode(text) : null;
            }
            case "bytes" -> {
                byte[] bytes = reader.bytes();
                return keeps || bytes.length > 0
                        ? NODES.textNode(Base64.getEncoder().encodeToString(bytes))
                        : null;
            }
            case "bool" -> {
                boolean truth = reader.varint() != 0;
                return keeps || truth ? NODES.booleanNode(truth) : null;
            }
            case "int" -> {
                long number = reader.varint();
                return keeps || number != 0 ? integer(number) : null;
            }
            case "double" -> {
                double number = reader.fixed64();
                return keeps || number != 0 ? NODES.numberNode(number) : null;
            }
            default -> {
                return WellKnown.is(field.type())
                        ? WellKnown.read(field.type(), reader.message())
                        : message(field, reader.message(), owner);
            }
        }
    }

    private static JsonNode message(Field field, WireReader reader, ObjectNode owner) throws ProtobufException {
        MessageType type = FieldNumbers.message(field.type());
        if (type == null) {
            throw new ProtobufException("proto: no message " + field.type());
        }
        ObjectNode into = field.json().equals(MessageType.INLINE) ? owner : NODES.objectNode();
        read(type, reader, into);
        return type.itself() == null ? into : list(into, MessageType.ITSELF);
    }

    private static void entry(Field field, WireReader reader, ObjectNode into) throws ProtobufException {
        String key = "";
        JsonNode value = field.type().equals("string") ? NODES.textNode("") : null;
        while (reader.more()) {
            long tag = reader.varint();
            int wireType = (int) (tag & 7);
            if (tag >>> 3 == 1 && wireType == WireReader.BYTES) {
                key = reader.text();
            } else if (tag >>> 3 == 2 && wireType == wireTypeOf(field.type())) {
                value = value(field, reader, into);
            } else {
                reader.skipField(wireType);
            }
        }
        ObjectNode map = into.get(field.json()) instanceof ObjectNode present ? present : into.putObject(field.json());
        map.set(key, value == null ? NODES.nullNode() : value);
    }

    /** Return a number in the type that JSON is read into. */
    static JsonNode integer(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static ArrayNode list(ObjectNode into, String name) {
        return into.get(name) instanceof ArrayNode present ? present : into.putArray(name);
    }

    private static void add(ArrayNode list, @Nullable JsonNode value) {
        list.add(value == null ? NODES.nullNode() : value);
    }

    private static int expected(Field field) {
        return field.shape() == Shape.MAP ? WireReader.BYTES : wireTypeOf(field.type());
    }

    private static int wireTypeOf(String type) {
        return switch (type) {
            case "bool", "int" -> WireReader.VARINT;
            case "double" -> WireReader.FIXED64;
            default -> WireReader.BYTES;
        };
    }

    private static boolean isNumber(String type) {
        return wireTypeOf(type) != WireReader.BYTES;
    }

    private static String simpleName(MessageType type) {
        return type.name().substring(type.name().lastIndexOf('.') + 1);
    }
}
