package dev.simarena.trace;

import org.msgpack.core.MessageFormat;
import org.msgpack.value.ValueType;

/** Tell apart the forms of MessagePack values; {@code NEVER_USED} is none of them. */
final class Formats {

    private Formats() {}

    static boolean isList(MessageFormat format) {
        return format != MessageFormat.NEVER_USED && format.getValueType() == ValueType.ARRAY;
    }

    static boolean isMap(MessageFormat format) {
        return format != MessageFormat.NEVER_USED && format.getValueType() == ValueType.MAP;
    }

    /** Name the kind of a value for a message. */
    static String name(MessageFormat format) {
        return switch (format.getValueType()) {
            case NIL -> "nil";
            case BOOLEAN -> "a boolean";
            case INTEGER -> "an integer";
            case FLOAT -> "a floating-point number";
            case STRING -> "a text";
            case BINARY -> "binary data";
            case ARRAY -> "a list";
            case MAP -> "a map";
            case EXTENSION -> "an extension";
        };
    }
}
