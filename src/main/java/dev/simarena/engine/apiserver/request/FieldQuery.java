package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.model.ApiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hold what a field selector requires.
 *
 * <p>Source: {@code pkg/fields/selector.go} of the API machinery, whose messages are used.
 *
 * @param terms requirements, all of which must hold
 */
public record FieldQuery(List<Term> terms) {

    /** Select everything. */
    public static final FieldQuery ALL = new FieldQuery(List.of());

    /**
     * Require a field to be, or not to be, equal to a value.
     *
     * @param field path of the field
     * @param equal whether it must be equal
     * @param value text to compare with
     */
    public record Term(String field, boolean equal, String value) {

        /** Tell whether a value fulfils it. */
        public boolean holds(String actual) {
            return actual.equals(value) == equal;
        }
    }

    public FieldQuery {
        terms = List.copyOf(terms);
    }

    /** Tell whether everything is selected. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Return the value a field must have, empty where it is not said. */
    public String required(String field) {
        for (Term term : terms) {
            if (term.equal() && term.field().equals(field)) {
                return term.value();
            }
        }
        return "";
    }

    /**
     * Read a selector.
     *
     * @throws ApiException 400 where it cannot be read
     */
    public static FieldQuery read(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : parts(text)) {
            if (!part.isEmpty()) {
                terms.add(term(text, part));
            }
        }
        return new FieldQuery(terms);
    }

    private static Term term(String text, String part) {
        for (int i = 0; i < part.length(); i++) {
            for (String operator : List.of("!=", "==", "=")) {
                if (part.startsWith(operator, i)) {
                    String value = unescaped(part.substring(i + operator.length()));
                    return new Term(part.substring(0, i), !operator.equals("!="), value);
                }
            }
        }
        throw ApiException.badRequest("invalid selector: '%s'; can't understand '%s'".formatted(text, part));
    }

    /** Split at commas that no backslash precedes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!escaped && c == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
            escaped = !escaped && c == '\\';
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescaped(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (escaped && c != '\\' && c != ',' && c != '=') {
                throw ApiException.badRequest("invalid field selector: invalid escape sequence: \\" + c);
            }
            if (!escaped && (c == ',' || c == '=')) {
                throw ApiException.badRequest(
                        "invalid field selector: unescaped character in value: " + value + " (" + c + ")");
            }
            escaped = !escaped && c == '\\';
            if (!escaped) {
                plain.append(c);
            }
        }
        if (escaped) {
            throw ApiException.badRequest("invalid field selector: invalid escape sequence: \\");
        }
        return plain.toString();
    }
}
