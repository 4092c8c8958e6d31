package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Check single fields by rules that many kinds share: sets of texts, ranges of numbers, paths, addresses. */
final class FieldRules {

    private static final String FILE_MODE = "must be a number between 0 and 0777 (octal), both inclusive";
    private static final Pattern OCTETS =
            Pattern.compile("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");
    private static final Pattern GROUPS =
            Pattern.compile("([0-9A-Fa-f]{1,4}:){0,7}(:|[0-9A-Fa-f]{1,4}|:[0-9A-Fa-f:]*)");
    private static final int MOST_GROUPS = 8;

    private FieldRules() {}

    /** Return the text of a field, empty where it has none. */
    static String text(JsonNode owner, String field) {
        return owner.path(field).asText("");
    }

    /** Tell whether a field holds anything. */
    static boolean has(JsonNode owner, String field) {
        return owner.hasNonNull(field);
    }

    /** Check a text that must be one of a few. */
    static void oneOf(JsonNode owner, String field, String path, List<String> supported, FieldErrors errors) {
        String value = text(owner, field);
        if (!supported.contains(value)) {
            errors.unsupported(path + "." + field, value, supported);
        }
    }

    /** Check a text that must be one of a few where it is there, even if it is empty. */
    static void oneOfIfPresent(JsonNode owner, String field, String path, List<String> supported, FieldErrors errors) {
        if (has(owner, field)) {
            oneOf(owner, field, path, supported, errors);
        }
    }

    /** Check a text that must not be empty. */
    static void required(JsonNode owner, String field, String path, FieldErrors errors) {
        if (text(owner, field).isEmpty()) {
            errors.required(path + "." + field);
        }
    }

    /** Check a name that must be there. */
    static void named(JsonNode owner, String field, String path, NameRules.NameRule rule, FieldErrors errors) {
        String value = text(owner, field);
        if (value.isEmpty()) {
            errors.required(path + "." + field);
        } else {
            rule.check(value).forEach(wrong -> errors.invalid(path + "." + field, value, wrong));
        }
    }

    /** Check a text by a rule. */
    static void check(String value, String path, NameRules.NameRule rule, FieldErrors errors) {
        rule.check(value).forEach(wrong -> errors.invalid(path, value, wrong));
    }

    /** Check the permissions of a file, where there are any. */
    static void fileMode(JsonNode owner, String field, String path, FieldErrors errors) {
        JsonNode mode = owner.path(field);
        if (mode.isNumber() && (mode.asLong() < 0 || mode.asLong() > 0777)) {
            errors.invalid(path + "." + field, mode.asLong(), FILE_MODE);
        }
    }

    /** Check the id of a user or a group, where there is one. */
    static void id(JsonNode id, String path, FieldErrors errors) {
        if (id.isNumber() && (id.asLong() < 0 || id.asLong() > Integer.MAX_VALUE)) {
            errors.invalid(path, id.asLong(), "must be between 0 and 2147483647, inclusive");
        }
    }

    /** Check a port, given as a number or a name. */
    static void port(JsonNode port, String path, FieldErrors errors) {
        if (port.isTextual()) {
            NameRules.portName(port.textValue()).forEach(wrong -> errors.invalid(path, port.textValue(), wrong));
        } else {
            portNumber(port.asLong(), path, errors);
        }
    }

    static void portNumber(long port, String path, FieldErrors errors) {
        if (port < 1 || port > 65535) {
            errors.invalid(path, port, "must be between 1 and 65535, inclusive");
        }
    }

    /** Check that a path does not climb. */
    static void noBacksteps(String value, String path, FieldErrors errors) {
        if (List.of(value.split("/", -1)).contains("..")) {
            errors.invalid(path, value, "must not contain '..'");
        }
    }

    /** Check that a path leads down from where it starts. */
    static void descending(String value, String path, FieldErrors errors) {
        if (value.startsWith("/")) {
            errors.invalid(path, value, "must be a relative path");
        }
        noBacksteps(value, path, errors);
    }

    /** Check that a path leads down, and to a name a kubelet does not use itself. */
    static void notReserved(String value, String path, FieldErrors errors) {
        descending(value, path, errors);
        if (value.startsWith("..") && !value.startsWith("../")) {
            errors.invalid(path, value, "must not start with '..'");
        }
    }

    /** Return what is wrong with an address, nothing where it is one. */
    static List<String> address(String value) {
        return isAddress(value) ? List.of() : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /** Return what is wrong with a block of addresses, nothing where it is one. */
    static List<String> block(String value) {
        int slash = value.indexOf('/');
        String bits = value.substring(slash + 1);
        boolean right = slash > 0
                && isAddress(value.substring(0, slash))
                && bits.matches("0|[1-9][0-9]{0,2}")
                && Integer.parseInt(bits) <= (value.indexOf(':') < 0 ? 32 : 128);
        return right ? List.of() : List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }

    private static boolean isAddress(String value) {
        if (OCTETS.matcher(value).matches()) {
            for (String octet : value.split("\\.")) {
                if (Integer.parseInt(octet) > 255) {
                    return false;
                }
            }
            return true;
        }
        if (value.indexOf(':') < 0 || !GROUPS.matcher(value).matches() || value.contains(":::")) {
            return false;
        }
        int shortened = value.indexOf("::");
        if (shortened >= 0 && value.indexOf("::", shortened + 1) >= 0) {
            return false;
        }
        List<String> groups = new ArrayList<>(List.of(value.split(":", -1)));
        groups.removeIf(String::isEmpty);
        boolean sized = groups.stream().allMatch(group -> group.length() <= 4);
        return sized && (shortened < 0 ? groups.size() == MOST_GROUPS : groups.size() < MOST_GROUPS);
    }
}
