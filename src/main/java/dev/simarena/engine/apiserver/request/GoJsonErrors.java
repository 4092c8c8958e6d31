package dev.simarena.engine.apiserver.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Say what is wrong with JSON in the words of Go, whose {@code encoding/json} reads bodies on a real server. */
final class GoJsonErrors {

    private static final String END = "unexpected end of JSON input";

    private final byte[] text;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;

    /** Whether a value must follow. */
    private boolean pending;

    private GoJsonErrors(byte[] text) {
        this.text = text;
    }

    /** Return what Go says of a text that is no JSON; of one that is, that it ends too early. */
    static String text(byte[] body) {
        return new GoJsonErrors(body).scan();
    }

    private String scan() {
        String wrong = value();
        if (!wrong.isEmpty()) {
            return wrong;
        }
        space();
        return at < text.length ? invalid("after top-level value") : END;
    }

    /** Read one value, with all it holds; depth is kept in a stack of its own, so that no input can exhaust the thread's. */
    private String value() {
        while (true) {
            String wrong = begin();
            if (!wrong.isEmpty()) {
                return wrong;
            }
            if (pending) {
                continue;
            }
            wrong = close();
            if (!wrong.isEmpty() || !pending) {
                return wrong;
            }
        }
    }

    private String begin() {
        pending = false;
        space();
        if (at >= text.length) {
            return END;
        }
        byte c = text[at];
        if (c == '{') {
            at++;
            open.push('{');
            space();
            if (at < text.length && text[at] == '}') {
                at++;
                open.pop();
                return "";
            }
            return key();
        }
        if (c == '[') {
            at++;
            open.push('[');
            space();
            if (at < text.length && text[at] == ']') {
                at++;
                open.pop();
                return "";
            }
            pending = true;
            return "";
        }
        if (c == '"') {
            return string();
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        for (String literal : new String[] {"true", "false", "null"}) {
            if (c == literal.charAt(0)) {
                return literal(literal);
            }
        }
        return invalid("looking for beginning of value");
    }

    private String key() {
        space();
        if (at >= text.length) {
            return END;
        }
        if (text[at] != '"') {
            return invalid("looking for beginning of object key string");
        }
        String wrong = string();
        if (!wrong.isEmpty()) {
            return wrong;
        }
        space();
        if (at >= text.length) {
            return END;
        }
        if (text[at] != ':') {
            return invalid("after object key");
        }
        at++;
        pending = true;
        return "";
    }

    /** After a value: go on to the next one, or close what it was in. */
    private String close() {
        pending = false;
        while (!open.isEmpty()) {
            space();
            if (at >= text.length) {
                return END;
            }
            boolean object = open.getFirst() == '{';
            byte c = text[at];
            if (c == ',') {
                at++;
                if (object) {
                    return key();
                }
                pending = true;
                return "";
            }
            if (c != (object ? '}' : ']')) {
                return invalid(object ? "after object key:value pair" : "after array element");
            }
            at++;
            open.pop();
        }
        return "";
    }

    private String string() {
        at++;
        while (at < text.length) {
            byte c = text[at];
            if (c == '"') {
                at++;
                return "";
            }
            if (c >= 0 && c < 0x20) {
                return invalid("in string literal");
            }
            if (c == '\\') {
                at++;
                if (at >= text.length) {
                    return END;
                }
                if (text[at] == 'u') {
                    for (int i = 0; i < 4; i++) {
                        at++;
                        if (at >= text.length) {
                            return END;
                        }
                        if (Character.digit((char) text[at], 16) < 0) {
                            return invalid("in \\u hexadecimal character escape");
                        }
                    }
                } else if ("\"\\/bfnrt".indexOf(text[at]) < 0) {
                    return invalid("in string escape code");
                }
            }
            at++;
        }
        return END;
    }

    private String number() {
        if (text[at] == '-') {
            at++;
            if (at >= text.length) {
                return END;
            }
            if (!digit()) {
                return invalid("in numeric literal");
            }
        }
        boolean zero = text[at] == '0';
        at++;
        while (!zero && at < text.length && digit()) {
            at++;
        }
        if (at < text.length && text[at] == '.') {
            at++;
            if (at >= text.length) {
                return END;
            }
            if (!digit()) {
                return invalid("after decimal point in numeric literal");
            }
            digits();
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            if (at >= text.length) {
                return END;
            }
            if (!digit()) {
                return invalid("in exponent of numeric literal");
            }
            digits();
        }
        return "";
    }

    private void digits() {
        while (at < text.length && digit()) {
            at++;
        }
    }

    private String literal(String literal) {
        for (int i = 0; i < literal.length(); i++, at++) {
            if (at >= text.length) {
                return END;
            }
            if (text[at] != literal.charAt(i)) {
                return invalid("in literal %s (expecting '%c')".formatted(literal, literal.charAt(i)));
            }
        }
        return "";
    }

    private boolean digit() {
        return text[at] >= '0' && text[at] <= '9';
    }

    private void space() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
            at++;
        }
    }

    private String invalid(String where) {
        int c = text[at] & 0xFF;
        String shown = switch (c) {
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                c < 0x20 || (c >= 0x7F && c <= 0xA0)
                        ? String.format(Locale.ROOT, c < 0x80 ? "\\x%02x" : "\\u%04x", c)
                        : new String(new byte[] {(byte) c}, StandardCharsets.ISO_8859_1);
        };
        return "invalid character '%s' %s".formatted(shown, where);
    }
}
