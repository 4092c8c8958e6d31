package dev.simarena.engine.apiserver.schema;

/** Say in Go's words why a text is no base64. */
final class Base64Errors {

    private static final int QUANTUM = 4;

    private Base64Errors() {}

    /** Return what is wrong with a text, empty where nothing is; line ends do not count. */
    static String of(String text) {
        int wrong = firstWrong(text);
        return wrong < 0 ? "" : "illegal base64 data at input byte " + wrong;
    }

    private static int firstWrong(String text) {
        int at = 0;
        while (true) {
            for (int filled = 0; filled < QUANTUM; filled++) {
                at = skipLineEnds(text, at);
                if (at == text.length()) {
                    return filled == 0 ? -1 : at - filled;
                }
                char c = text.charAt(at++);
                if (c == '=') {
                    return padding(text, at, filled);
                }
                if (!isDigit(c)) {
                    return at - 1;
                }
            }
        }
    }

    /** Look at what follows the first sign of padding, which stands before {@code at}. */
    private static int padding(String text, int at, int filled) {
        if (filled < 2) {
            return at - 1;
        }
        int next = skipLineEnds(text, at);
        if (filled == 2) {
            if (next == text.length()) {
                return next;
            }
            if (text.charAt(next) != '=') {
                return next - 1;
            }
            next = skipLineEnds(text, next + 1);
        }
        return next < text.length() ? next : -1;
    }

    private static int skipLineEnds(String text, int at) {
        int next = at;
        while (next < text.length() && (text.charAt(next) == '\n' || text.charAt(next) == '\r')) {
            next++;
        }
        return next;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
