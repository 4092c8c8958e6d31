package dev.simarena.engine.apiserver.crd;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Know the formats of texts that are enforced; all others are ignored.
 *
 * <p>Source: {@code kube-openapi/pkg/validation/strfmt}, {@code apiextensions-apiserver/pkg/apiserver/validation/formats.go}.
 */
final class Formats {

    private static final String HEX4 = "[0-9a-fA-F]{4}";
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String HOST_LABEL =
            "[a-zA-Z0-9\\p{S}\\p{L}]([-a-zA-Z0-9\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?";
    private static final String COLOUR = "\\s*(25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)\\s*";
    private static final Predicate<String> IPV4 =
            matching("((25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])(\\.|$)){4}").and(text -> !text.endsWith("."));

    private static final Map<String, Predicate<String>> KNOWN = Map.ofEntries(
            Map.entry("uri", Formats::uri),
            Map.entry("email", matching("[^@\\s<>]+@[^@\\s<>]+")),
            Map.entry(
                    "hostname",
                    matching("%1$s|(%1$s\\.)+[a-zA-Z\\p{L}]{2,63}".formatted(HOST_LABEL))
                            .and(text -> text.length() <= 255)),
            Map.entry("ipv4", IPV4),
            Map.entry("ipv6", Formats::ipv6),
            Map.entry("cidr", Formats::cidr),
            Map.entry("mac", matching("([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|(" + HEX4 + "\\.){2}" + HEX4)),
            Map.entry("uuid", uuid("[0-9a-f]", "[0-9a-f]")),
            Map.entry("uuid3", uuid("3", "[0-9a-f]")),
            Map.entry("uuid4", uuid("4", "[89ab]")),
            Map.entry("uuid5", uuid("5", "[89ab]")),
            Map.entry("ssn", matching("\\d{3}[- ]?\\d{2}[- ]?\\d{4}")),
            Map.entry("isbn", text -> CheckDigits.isbn10(text) || CheckDigits.isbn13(text)),
            Map.entry("isbn10", CheckDigits::isbn10),
            Map.entry("isbn13", CheckDigits::isbn13),
            Map.entry("creditcard", CheckDigits::card),
            Map.entry("rgbcolor", matching("rgb\\(%1$s,%1$s,%1$s\\)".formatted(COLOUR))),
            Map.entry("bsonobjectid", matching("[0-9a-fA-F]{24}")),
            Map.entry("hexcolor", matching("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
            Map.entry("byte", Formats::base64),
            Map.entry("password", text -> true),
            Map.entry("date", Formats::date),
            Map.entry("datetime", Formats::dateTime),
            Map.entry("duration", matching("[-+]?(\\d+(\\.\\d*)?\\s*(ns|us|µs|ms|s|m|h|d|w|[a-z]+)\\s*)+|0")),
            Map.entry("k8sshortname", text -> text.length() <= 63 && text.matches(LABEL)),
            Map.entry("k8slongname", text -> text.length() <= 253 && text.matches(LABEL + "(\\." + LABEL + ")*")));

    private Formats() {}

    /** Tell whether a format, written without dashes, is enforced. */
    static boolean known(String format) {
        return KNOWN.containsKey(format);
    }

    /** Tell whether a text is of a format that is known. */
    static boolean valid(String format, String text) {
        Predicate<String> rule = KNOWN.get(format);
        return rule == null || rule.test(text);
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static Predicate<String> uuid(String version, String variant) {
        return Pattern.compile(
                        "[0-9a-f]{8}-?[0-9a-f]{4}-?%s[0-9a-f]{3}-?%s[0-9a-f]{3}-?[0-9a-f]{12}"
                                .formatted(version, variant),
                        Pattern.CASE_INSENSITIVE)
                .asMatchPredicate();
    }

    private static boolean uri(String text) {
        try {
            return text.startsWith("/") || new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean ipv6(String text) {
        if (!text.contains(":") || text.contains(":::")) {
            return false;
        }
        String hex = "[0-9a-fA-F]{1,4}";
        int groups = text.split(":", -1).length;
        boolean shortened = text.contains("::");
        return text.matches("(%s|:)*:?(%s|(\\d{1,3}\\.){3}\\d{1,3})?".formatted(hex, hex))
                && (shortened ? groups <= 9 : groups == 8 || (groups == 7 && text.contains(".")))
                && text.indexOf("::") == text.lastIndexOf("::");
    }

    private static boolean cidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        String address = text.substring(0, slash);
        int bits = Integer.parseInt(text.substring(slash + 1));
        return (IPV4.test(address) && bits <= 32) || (ipv6(address) && bits <= 128);
    }

    private static boolean base64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return !text.isEmpty() && text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean date(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean dateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
