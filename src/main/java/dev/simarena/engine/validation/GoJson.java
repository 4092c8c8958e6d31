package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Write JSON as Go's {@code encoding/json} does: in one line, or indented by one space. */
final class GoJson {

    private GoJson() {}

    /** Return a value in one line. */
    static String compact(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text, -1);
        return text.toString();
    }

    /** Return a value with a line for each field and item. */
    static String indented(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text, 0);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text, int depth) {
        if (value.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
            text.append('{');
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                begin(text, inner(depth));
                quote(field.getKey(), text);
                text.append(depth < 0 ? ":" : ": ");
                write(field.getValue(), text, inner(depth));
                text.append(fields.hasNext() ? "," : "");
            }
            end(value, text, depth, '}');
        } else if (value.isArray()) {
            Iterator<JsonNode> items = value.iterator();
            text.append('[');
            while (items.hasNext()) {
                begin(text, inner(depth));
                write(items.next(), text, inner(depth));
                text.append(items.hasNext() ? "," : "");
            }
            end(value, text, depth, ']');
        } else if (value.isTextual()) {
            quote(value.textValue(), text);
        } else {
            text.append(value);
        }
    }

    private static int inner(int depth) {
        return depth < 0 ? depth : depth + 1;
    }

    private static void begin(StringBuilder text, int depth) {
        if (depth >= 0) {
            text.append('\n').append(" ".repeat(depth));
        }
    }

    private static void end(JsonNode container, StringBuilder text, int depth, char bracket) {
        if (!container.isEmpty()) {
            begin(text, depth);
        }
        text.append(bracket);
    }

    /** Characters that mean something in HTML are escaped too. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
