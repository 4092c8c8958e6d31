package dev.simarena.engine.template;

import dev.simarena.engine.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cut a template into words: text, and what stands between <code>{{</code> and <code>}}</code>. */
final class Lexer {

    private static final String COMMENT_END = "*/";

    private final String name;
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private Lexer(String name, String source) {
        this.name = name;
        this.source = source;
    }

    static List<Token> tokens(String name, String source) {
        Lexer lexer = new Lexer(name, source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean trim = false;
        while (position < source.length()) {
            int open = source.indexOf("{{", position);
            String text = source.substring(position, open < 0 ? source.length() : open);
            boolean trimEnd = open >= 0 && trimsBefore(open + 2);
            add(Kind.TEXT, trimmed(text, trim, trimEnd), false);
            line += (int) text.chars().filter(c -> c == '\n').count();
            if (open < 0) {
                break;
            }
            position = open + (trimEnd ? 3 : 2);
            trim = commentAhead() ? comment() : action();
        }
        add(Kind.END, "", false);
    }

    private boolean trimsBefore(int at) {
        return at + 1 < source.length() && source.charAt(at) == '-' && Character.isWhitespace(source.charAt(at + 1));
    }

    private static String trimmed(String text, boolean start, boolean end) {
        String trimmed = start ? text.stripLeading() : text;
        return end ? trimmed.stripTrailing() : trimmed;
    }

    private boolean commentAhead() {
        int start = position;
        while (start < source.length() && Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        return source.startsWith("/*", start);
    }

    /** Skip a comment; it stands alone between the braces. Returns whether white space after it goes too. */
    private boolean comment() {
        int end = source.indexOf(COMMENT_END, position);
        if (end < 0) {
            throw error("a comment does not end. Close it with */}}.");
        }
        line += (int)
                source.substring(position, end).chars().filter(c -> c == '\n').count();
        position = end + COMMENT_END.length();
        skipSpace();
        boolean trim = source.startsWith("-}}", position);
        position += trim ? 1 : 0;
        if (!source.startsWith("}}", position)) {
            throw error("a comment shares its braces with something else. Let it stand alone.");
        }
        position += 2;
        return trim;
    }

    /** Read the words up to the closing braces; returns whether white space after them goes too. */
    private boolean action() {
        add(Kind.OPEN, "", false);
        while (true) {
            boolean spaced = skipSpace();
            if (position >= source.length()) {
                throw error("an action does not end. Close it with }}.");
            }
            if (spaced && source.startsWith("-}}", position)) {
                position += 3;
                add(Kind.CLOSE, "", spaced);
                return true;
            }
            if (source.startsWith("}}", position)) {
                position += 2;
                add(Kind.CLOSE, "", spaced);
                return false;
            }
            word(spaced);
        }
    }

    private boolean skipSpace() {
        int start = position;
        while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
            if (source.charAt(position++) == '\n') {
                line++;
            }
        }
        return position > start;
    }

    private void word(boolean spaced) {
        char first = source.charAt(position);
        if (first == '"') {
            add(Kind.STRING, GoStrings.unquote(name, line, quoted('"')), spaced);
        } else if (first == '`') {
            String raw = quoted('`');
            add(Kind.STRING, raw.substring(1, raw.length() - 1), spaced);
        } else if (first == '$') {
            position++;
            add(Kind.VARIABLE, "$" + name(), spaced);
        } else if (first == '.' && !digitAt(position + 1)) {
            position++;
            add(Kind.FIELD, name(), spaced);
        } else if (digitAt(position) || ((first == '-' || first == '+' || first == '.') && digitAt(position + 1))) {
            add(Kind.NUMBER, number(), spaced);
        } else if (Character.isLetter(first) || first == '_') {
            add(Kind.WORD, name(), spaced);
        } else if (source.startsWith(":=", position)) {
            position += 2;
            add(Kind.MARK, ":=", spaced);
        } else if ("=|(),".indexOf(first) >= 0) {
            position++;
            add(Kind.MARK, String.valueOf(first), spaced);
        } else {
            throw error("[" + first + "] is not part of the template language. Remove it, or quote the text it is in.");
        }
    }

    private String quoted(char quote) {
        int start = position++;
        while (position < source.length() && source.charAt(position) != quote) {
            if (source.charAt(position) == '\n') {
                if (quote == '"') {
                    break;
                }
                line++;
            }
            position += source.charAt(position) == '\\' && quote == '"' ? 2 : 1;
        }
        if (position >= source.length() || source.charAt(position) != quote) {
            throw error("a quoted text does not end. Close it with " + quote + ".");
        }
        position++;
        return source.substring(start, position);
    }

    private String name() {
        int start = position;
        while (position < source.length()
                && (Character.isLetterOrDigit(source.charAt(position)) || source.charAt(position) == '_')) {
            position++;
        }
        return source.substring(start, position);
    }

    private String number() {
        int start = position++;
        while (position < source.length()
                && (Character.isLetterOrDigit(source.charAt(position))
                        || ".+-_".indexOf(source.charAt(position)) >= 0)) {
            position++;
        }
        return source.substring(start, position);
    }

    private boolean digitAt(int at) {
        return at < source.length() && Character.isDigit(source.charAt(at));
    }

    private void add(Kind kind, String text, boolean spaced) {
        if (kind != Kind.TEXT || !text.isEmpty()) {
            tokens.add(new Token(kind, text, spaced, line));
        }
    }

    private TemplateException error(String what) {
        return new TemplateException("Template [%s] line %d: %s".formatted(name, line, what));
    }
}
