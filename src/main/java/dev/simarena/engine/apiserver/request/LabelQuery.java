package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.LabelSelector;
import dev.simarena.engine.model.Requirement;
import dev.simarena.engine.validation.NameRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Read label selectors as clients write them into queries.
 *
 * <p>Source: {@code pkg/labels/selector.go} of the API machinery, whose messages are used.
 */
final class LabelQuery {

    private static final String UNPARSED = "unable to parse requirement: ";
    private static final Set<String> OPERATORS = Set.of("=", "==", "!=", "<", ">", "in", "notin");

    private final List<String> tokens;
    private int next;

    private LabelQuery(String text) {
        tokens = tokens(text);
    }

    /**
     * Read a selector.
     *
     * @throws ApiException 400 where it cannot be read
     */
    static LabelSelector read(String text) {
        LabelQuery query = new LabelQuery(text);
        return new LabelSelector(Map.of(), query.requirements());
    }

    private List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        while (true) {
            String token = peek();
            if (token.isEmpty()) {
                return requirements;
            }
            if (!token.equals("!") && !identifier(token)) {
                throw failure("found '%s', expected: !, identifier, or 'end of string'".formatted(token));
            }
            requirements.add(requirement());
            String after = take();
            if (after.isEmpty()) {
                return requirements;
            }
            if (!after.equals(",")) {
                throw failure("found '%s', expected: ',' or 'end of string'".formatted(after));
            }
            String following = peek();
            if (!following.equals("!") && !identifier(following)) {
                throw failure("found '%s', expected: identifier after ','".formatted(following));
            }
        }
    }

    private Requirement requirement() {
        boolean absent = peek().equals("!");
        if (absent) {
            take();
        }
        String key = take();
        if (!identifier(key)) {
            throw failure(UNPARSED + "found '%s', expected: identifier".formatted(key));
        }
        NameRules.key(key).stream().findFirst().ifPresent(why -> {
            throw failure(UNPARSED + "<nil>: Invalid value: \"%s\": %s".formatted(key, why));
        });
        if (absent || peek().isEmpty() || peek().equals(",")) {
            return new Requirement(key, absent ? "DoesNotExist" : "Exists", List.of());
        }
        String operator = take();
        if (!OPERATORS.contains(operator)) {
            throw failure(UNPARSED + "found '%s', expected: in, notin, =, ==, !=, gt, lt".formatted(operator));
        }
        boolean set = operator.equals("in") || operator.equals("notin");
        List<String> values = set ? values() : List.of(value());
        check(key, operator, values);
        return new Requirement(
                key,
                switch (operator) {
                    case "!=", "notin" -> "NotIn";
                    case ">" -> "Gt";
                    case "<" -> "Lt";
                    default -> "In";
                },
                values);
    }

    private static void check(String key, String operator, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if ((operator.equals(">") || operator.equals("<")) && !value.matches("[+-]?[0-9]{1,18}")) {
                throw failure(UNPARSED
                        + "values[%d]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
                                .formatted(i, value));
            }
            int at = i;
            NameRules.value(value).stream().findFirst().ifPresent(why -> {
                throw failure(UNPARSED + "values[%d][%s]: Invalid value: \"%s\": %s".formatted(at, key, value, why));
            });
        }
    }

    private String value() {
        String token = peek();
        if (token.isEmpty() || token.equals(",")) {
            return "";
        }
        if (!word(token)) {
            throw failure(UNPARSED + "found '%s', expected: identifier".formatted(token));
        }
        return take();
    }

    private List<String> values() {
        String open = take();
        if (!open.equals("(")) {
            throw failure(UNPARSED + "found '%s' expected: '('".formatted(open));
        }
        Set<String> values = new LinkedHashSet<>();
        boolean wanted = true;
        while (true) {
            String token = take();
            if (word(token) && !token.isEmpty()) {
                values.add(token);
                wanted = false;
                if (!peek().equals(",") && !peek().equals(")")) {
                    throw failure(UNPARSED + "found '%s', expected: ',' or ')'".formatted(peek()));
                }
            } else if (token.equals(",")) {
                if (wanted) {
                    values.add("");
                }
                wanted = true;
            } else if (token.equals(")")) {
                if (wanted) {
                    values.add("");
                }
                return List.copyOf(values);
            } else {
                throw failure(UNPARSED + "found '%s', expected: ',', ')' or identifier".formatted(token));
            }
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        return next < tokens.size() ? tokens.get(next++) : "";
    }

    /** A key may not be an operator's name where an operator could stand, a value may. */
    private static boolean identifier(String token) {
        return word(token) && !token.equals("in") && !token.equals("notin");
    }

    private static boolean word(String token) {
        return !token.isEmpty() && "=!<>(),".indexOf(token.charAt(0)) < 0;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                i++;
                continue;
            }
            int start = i;
            if (special(c)) {
                boolean two = i + 1 < text.length() && text.charAt(i + 1) == '=' && (c == '=' || c == '!');
                i += two ? 2 : 1;
            } else {
                while (i < text.length() && !special(text.charAt(i)) && " \t\n\r".indexOf(text.charAt(i)) < 0) {
                    i++;
                }
            }
            tokens.add(text.substring(start, i));
        }
        return tokens;
    }

    private static boolean special(char c) {
        return "=!(),<>".indexOf(c) >= 0;
    }

    private static ApiException failure(String why) {
        return ApiException.badRequest(why);
    }
}
