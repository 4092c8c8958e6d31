package dev.simarena.engine.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Check names, label keys and label values.
 *
 * <p>Each check returns what is wrong, nothing where the text is fine. Source: {@code apimachinery/pkg/util/validation}.
 */
public final class NameRules {

    /** Checks a name of one kind. */
    @FunctionalInterface
    interface NameRule {

        /** Return what is wrong with a name. */
        List<String> check(String name);
    }

    static final int LONGEST_LABEL = 63;
    static final int LONGEST_SUBDOMAIN = 253;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + KEY + ")?";

    private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern SEARCH_PATH =
            Pattern.compile("_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*");
    private static final Pattern PERCENT = Pattern.compile("[0-9]+%");

    private static final String KEY_MESSAGE =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character";

    private NameRules() {}

    /** Check a name such as a namespace or a container has. */
    static List<String> label(String value) {
        return check(
                value,
                LONGEST_LABEL,
                NameRules::isLabel,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                        + " end with an alphanumeric character",
                LABEL,
                "my-name",
                "123-abc");
    }

    /** Check a name such as most objects have. */
    static List<String> subdomain(String value) {
        return check(
                value,
                LONGEST_SUBDOMAIN,
                NameRules::isSubdomain,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                        + " start and end with an alphanumeric character",
                SUBDOMAIN,
                "example.com");
    }

    /** Check the name of an object that may have any name a path can hold, for example a Role. */
    static List<String> pathSegment(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("may not be '" + value + "'");
        }
        List<String> wrong = new ArrayList<>(0);
        for (String illegal : new String[] {"/", "%"}) {
            if (value.contains(illegal)) {
                wrong.add("may not contain '" + illegal + "'");
            }
        }
        return wrong;
    }

    /** Check a label key, which is also the form of annotation keys, finalizers and resource names. */
    public static List<String> key(String value) {
        int slash = value.indexOf('/');
        if (isQualified(value, slash)) {
            return List.of();
        }
        if (slash != value.lastIndexOf('/')) {
            return List.of("a valid label key " + described(KEY_MESSAGE, KEY, "MyName", "my.name", "123-abc")
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> wrong = new ArrayList<>(0);
        if (slash >= 0) {
            if (slash == 0) {
                wrong.add("prefix part must be non-empty");
            } else {
                subdomain(value.substring(0, slash)).forEach(message -> wrong.add("prefix part " + message));
            }
        }
        String name = value.substring(slash + 1);
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else if (name.length() > LONGEST_LABEL) {
            wrong.add("name part must be no more than " + LONGEST_LABEL + " bytes");
        }
        if (!isKey(name)) {
            wrong.add("name part " + described(KEY_MESSAGE, KEY, "MyName", "my.name", "123-abc"));
        }
        return wrong;
    }

    /** Check a label value. */
    public static List<String> value(String value) {
        if (value.length() <= LONGEST_LABEL && isValue(value)) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>(0);
        if (value.length() > LONGEST_LABEL) {
            wrong.add("must be no more than " + LONGEST_LABEL + " bytes");
        }
        if (!isValue(value)) {
            wrong.add(described(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                            + " must start and end with an alphanumeric character",
                    VALUE,
                    "MyValue",
                    "my_value",
                    "12345"));
        }
        return wrong;
    }

    /** Check a key of a ConfigMap or a Secret. */
    static List<String> configKey(String value) {
        List<String> wrong = check(
                value,
                LONGEST_SUBDOMAIN,
                text -> CONFIG_KEY.matcher(text).matches(),
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                CONFIG_KEY.pattern(),
                "key.name",
                "KEY_NAME",
                "key-name");
        if (value.equals(".")) {
            wrong.add("must not be '.'");
        } else if (value.equals("..")) {
            wrong.add("must not be '..'");
        } else if (value.startsWith("..")) {
            wrong.add("must not start with '..'");
        }
        return wrong;
    }

    /** Check a domain in which names are searched; other than names of hosts it may have underscores. */
    static List<String> searchPath(String value) {
        return check(
                value,
                LONGEST_SUBDOMAIN,
                text -> SEARCH_PATH.matcher(text).matches(),
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and"
                        + " must start and end with an alphanumeric character",
                SEARCH_PATH.pattern(),
                "example.com");
    }

    /** Check the name of a port. */
    static List<String> portName(String value) {
        List<String> wrong = new ArrayList<>(0);
        if (value.length() > 15) {
            wrong.add(tooLong(15));
        }
        if (!PORT_NAME.matcher(value).matches()) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (value.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (value.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (value.startsWith("-") || value.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    /** Check a percentage such as {@code 25%}. */
    static List<String> percent(String value) {
        return PERCENT.matcher(value).matches()
                ? List.of()
                : List.of(described(
                        "a valid percent string must be a numeric string followed by an ending '%'",
                        "[0-9]+%", "1%", "93%"));
    }

    private static List<String> check(
            String value, int longest, Predicate<String> form, String message, String shown, String... examples) {
        List<String> wrong = new ArrayList<>(0);
        if (value.length() > longest) {
            wrong.add(tooLong(longest));
        }
        if (!form.test(value)) {
            wrong.add(described(message, shown, examples));
        }
        return wrong;
    }

    /** Tell whether a text has the form {@link #LABEL}; these forms are checked by hand, as every object has many. */
    private static boolean isLabel(String text) {
        return isLabel(text, 0, text.length());
    }

    private static boolean isLabel(String text, int start, int end) {
        if (start == end || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isLower(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSubdomain(String text) {
        return isSubdomain(text, text.length());
    }

    private static boolean isSubdomain(String text, int end) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '.') {
                if (!isLabel(text, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return isLabel(text, start, end);
    }

    /** Tell whether nothing is wrong with a key that has a slash at an index, none where it is negative. */
    private static boolean isQualified(String key, int slash) {
        return slash <= LONGEST_SUBDOMAIN
                && key.length() - slash - 1 <= LONGEST_LABEL
                && isKey(key, slash + 1)
                && (slash < 0 || isSubdomain(key, slash));
    }

    private static boolean isKey(String text) {
        return isKey(text, 0);
    }

    private static boolean isKey(String text, int start) {
        int end = text.length();
        if (start == end || !isAlphanumeric(text.charAt(start)) || !isAlphanumeric(text.charAt(end - 1))) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isValue(String text) {
        return text.isEmpty() || isKey(text);
    }

    private static boolean isAlphanumeric(char c) {
        return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String tooLong(int longest) {
        return "must be no more than " + longest + " characters";
    }

    private static String described(String message, String pattern, String... examples) {
        StringBuilder text = new StringBuilder(message).append(" (e.g. ");
        for (int i = 0; i < examples.length; i++) {
            if (i > 0) {
                text.append(" or ");
            }
            text.append('\'').append(examples[i]).append("', ");
        }
        return text.append("regex used for validation is '")
                .append(pattern)
                .append("')")
                .toString();
    }
}
