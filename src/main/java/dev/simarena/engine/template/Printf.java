package dev.simarena.engine.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Format values as Go's {@code fmt.Sprintf} does: verbs v, s, q, d, x, X, o, b, t, e, f, g, c and flags. */
final class Printf {

    private static final Pattern VERB = Pattern.compile("%([-+# 0]*)(\\d*)(?:\\.(\\d+))?([a-zA-Z%])");

    private Printf() {}

    static String format(String format, List<@Nullable Object> arguments) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = VERB.matcher(format);
        int next = 0;
        while (matcher.find()) {
            String verb = matcher.group(4);
            String shown;
            if (verb.equals("%")) {
                shown = "%";
            } else if (next >= arguments.size()) {
                shown = "%!" + verb + "(MISSING)";
            } else {
                shown = verb(matcher, verb, arguments.get(next++));
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        matcher.appendTail(text);
        return text.toString();
    }

    private static String verb(Matcher matcher, String verb, @Nullable Object value) {
        String flags = matcher.group(1);
        String precision = matcher.group(3);
        String shown = switch (verb) {
            case "v" -> plain(value);
            case "s" -> precision == null ? plain(value) : cut(plain(value), Integer.parseInt(precision));
            case "q" -> GoStrings.quote(plain(value));
            case "t" -> plain(value);
            case "d" -> String.valueOf(Values.whole(value));
            case "x", "X" -> hexadecimal(value, verb);
            case "o" -> Long.toOctalString(Values.whole(value));
            case "b" -> Long.toBinaryString(Values.whole(value));
            case "c" -> Character.toString((int) Values.whole(value));
            case "e", "f", "F" -> decimal(value, verb, precision == null ? "6" : precision);
            case "g" -> plain(value);
            default ->
                throw new TemplateException(
                        "verb [%%%s] of printf is not there. Use one of v, s, q, t, d, x, o, b, c, e, f, g."
                                .formatted(verb));
        };
        if (flags.contains("+") && "def".contains(verb) && !shown.startsWith("-")) {
            shown = "+" + shown;
        }
        return padded(shown, flags, matcher.group(2), "dxXobefFg".contains(verb));
    }

    private static String padded(String shown, String flags, String width, boolean number) {
        int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - shown.length();
        if (missing <= 0) {
            return shown;
        }
        if (flags.contains("-")) {
            return shown + " ".repeat(missing);
        }
        if (!flags.contains("0") || !number) {
            return " ".repeat(missing) + shown;
        }
        int sign = shown.startsWith("-") || shown.startsWith("+") ? 1 : 0;
        return shown.substring(0, sign) + "0".repeat(missing) + shown.substring(sign);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String hexadecimal(@Nullable Object value, String verb) {
        StringBuilder text = new StringBuilder();
        if (value instanceof String bytes) {
            bytes.chars().forEach(c -> text.append("%02x".formatted(c)));
        } else {
            text.append(Long.toHexString(Values.whole(value)));
        }
        return verb.equals("X") ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
    }

    private static String decimal(@Nullable Object value, String verb, String precision) {
        try {
            // Digits of the binary value, not of its shortest spelling: 1.005 is a little less than that.
            BigDecimal number =
                    value instanceof Double binary ? new BigDecimal(binary) : new BigDecimal(String.valueOf(value));
            return ("%." + precision + verb.toLowerCase(Locale.ROOT)).formatted(number);
        } catch (NumberFormatException e) {
            throw new TemplateException(
                    "[%s] is no number. Give printf one for [%%%s].".formatted(Values.text(value), verb));
        }
    }

    static String plain(@Nullable Object value) {
        return value == null ? "<nil>" : Values.text(value);
    }
}
