package dev.simarena.engine.apiserver.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Take queries and paths of URLs apart; what is no valid escape is left as it is. */
public final class Query {

    private Query() {}

    /** Return the parameters in the order in which they came. */
    public static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            String part = query.substring(start, end < 0 ? query.length() : end);
            start = end < 0 ? query.length() : end + 1;
            if (part.isEmpty()) {
                continue;
            }
            int equal = part.indexOf('=');
            String name = decode(equal < 0 ? part : part.substring(0, equal), true);
            String value = equal < 0 ? "" : decode(part.substring(equal + 1), true);
            parameters.computeIfAbsent(name, __ -> new ArrayList<>(1)).add(value);
        }
        return parameters;
    }

    /** Return a part of a path without its escapes. */
    public static String decode(String text) {
        return decode(text, false);
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
                bytes.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
                i += 2;
            } else {
                bytes.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return Character.digit((char) digit, 16);
    }
}
