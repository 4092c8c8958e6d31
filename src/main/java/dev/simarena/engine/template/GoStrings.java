package dev.simarena.engine.template;

/** Read and write Go's quoted strings. */
final class GoStrings {

    private static final String ESCAPES = "abfnrtv\\\"'";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"'";

    private GoStrings() {}

    /** Return the text that a string in double quotes stands for. */
    static String unquote(String name, int line, String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        int i = 1;
        while (i < quoted.length() - 1) {
            char c = quoted.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = quoted.charAt(i++);
            int known = ESCAPES.indexOf(escape);
            int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (known >= 0) {
                text.append(ESCAPED.charAt(known));
            } else if (digits > 0 && i + digits < quoted.length()) {
                text.appendCodePoint(codePoint(name, line, quoted.substring(i, i + digits)));
                i += digits;
            } else {
                throw new TemplateException(
                        "Template [%s] line %d: escape [\\%c] is unknown. Use one of Go's, such as \\n or \\u00e4."
                                .formatted(name, line, escape));
            }
        }
        return text.toString();
    }

    private static int codePoint(String name, int line, String digits) {
        try {
            int point = Integer.parseInt(digits, 16);
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new TemplateException("Template [%s] line %d: [%s] is no character code. Give hexadecimal digits."
                .formatted(name, line, digits));
    }

    /** Write a text in double quotes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = c == '\'' ? -1 : ESCAPED.indexOf(c);
            if (known >= 0) {
                quoted.append('\\').append(ESCAPES.charAt(known));
            } else if (c < 0x20 || c == 0x7f) {
                quoted.append("\\x%02x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
