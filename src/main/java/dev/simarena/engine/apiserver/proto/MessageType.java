package dev.simarena.engine.apiserver.proto;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold the fields of a message by their numbers. */
final class MessageType {

    /** How often a field may occur. */
    enum Shape {
        ONE,
        LIST,
        MAP
    }

    /**
     * Hold one field.
     *
     * @param json name in JSON; {@link #INLINE} or {@link #ITSELF} where it has none
     * @param type name of a scalar or of a message
     * @param keepsZero whether a zero that was sent is shown
     */
    record Field(String json, Shape shape, String type, boolean keepsZero) {}

    /** Name of a message whose fields stand in its owner. */
    static final String INLINE = ".";

    /** Name of a list that stands for the message. */
    static final String ITSELF = "*";

    private final String name;
    private final Map<Integer, Field> fields = new HashMap<>();

    private MessageType(String name) {
        this.name = name;
    }

    /** Read a line of the table. */
    static MessageType parse(String name, String line) {
        MessageType message = new MessageType(name);
        for (String field : line.split(" ")) {
            if (field.isEmpty()) {
                continue;
            }
            int equal = field.indexOf('=');
            int colon = field.indexOf(':', equal);
            String type = field.substring(colon + 1);
            boolean keepsZero = type.endsWith("?") || type.endsWith("!");
            type = keepsZero ? type.substring(0, type.length() - 1) : type;
            Shape shape = type.startsWith("[]") ? Shape.LIST : type.startsWith("{}") ? Shape.MAP : Shape.ONE;
            message.fields.put(
                    Integer.valueOf(field.substring(equal + 1, colon)),
                    new Field(
                            field.substring(0, equal),
                            shape,
                            shape == Shape.ONE ? type : type.substring(2),
                            keepsZero));
        }
        return message;
    }

    String name() {
        return name;
    }

    @Nullable
    Field field(int number) {
        return fields.get(number);
    }

    /** Return the list that stands for the message, {@code null} for a message that is an object in JSON. */
    @Nullable
    Field itself() {
        Field first = fields.get(1);
        return first != null && first.json().equals(ITSELF) ? first : null;
    }
}
