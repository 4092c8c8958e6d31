package dev.simarena.engine.apiserver.schema;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Say in Go's words why a text is no time of RFC 3339. */
final class GoTimes {

    private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";

    private static final String MICRO_LAYOUT = "2006-01-02T15:04:05.000000Z07:00";

    /** An element of the layout and what stands for it in a text. */
    private record Element(String name, Pattern text) {
        Element(String name, String regex) {
            this(name, Pattern.compile(regex));
        }
    }

    private static final List<Element> ELEMENTS = List.of(
            new Element("2006", "[0-9]{4}"),
            new Element("-", "-"),
            new Element("01", "[0-9]{2}"),
            new Element("-", "-"),
            new Element("02", "[0-9]{2}"),
            new Element("T", "T"),
            new Element("15", "[0-9]{2}"),
            new Element(":", ":"),
            new Element("04", "[0-9]{2}"),
            new Element(":", ":"),
            new Element("05", "[0-9]{2}(?:[.,][0-9]+)?"),
            new Element("Z07:00", "Z|[+-][0-9]{2}:[0-9]{2}"));

    /** Elements of times that are written to the microsecond. */
    private static final List<Element> MICRO_ELEMENTS = Stream.concat(
                    ELEMENTS.stream().limit(ELEMENTS.size() - 2),
                    Stream.of(
                            new Element("05", "[0-9]{2}"),
                            new Element(".000000", "[.,][0-9]{6}"),
                            ELEMENTS.get(ELEMENTS.size() - 1)))
            .toList();

    private GoTimes() {}

    /** Return what is wrong with a time, which may have to be written to the microsecond; empty where nothing is. */
    static String error(String time, boolean micro) {
        String layout = micro ? MICRO_LAYOUT : LAYOUT;
        int at = 0;
        for (Element element : micro ? MICRO_ELEMENTS : ELEMENTS) {
            Matcher matcher = element.text().matcher(time).region(at, time.length());
            if (!matcher.lookingAt()) {
                return "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"%s\""
                        .formatted(time, layout, time.substring(at), element.name());
            }
            at = matcher.end();
        }
        if (at < time.length()) {
            return "parsing time \"%s\": extra text: \"%s\"".formatted(time, time.substring(at));
        }
        String range = outOfRange(time);
        return range.isEmpty() ? "" : "parsing time \"%s\": %s out of range".formatted(time, range);
    }

    private static String outOfRange(String time) {
        int month = number(time, 5);
        if (month < 1 || month > 12) {
            return "month";
        }
        if (number(time, 11) >= 24) {
            return "hour";
        }
        if (number(time, 14) >= 60) {
            return "minute";
        }
        if (number(time, 17) >= 60) {
            return "second";
        }
        int day = number(time, 8);
        int days =
                LocalDate.of(Integer.parseInt(time.substring(0, 4)), month, 1).lengthOfMonth();
        return day < 1 || day > days ? "day" : "";
    }

    private static int number(String time, int at) {
        return Integer.parseInt(time.substring(at, at + 2));
    }
}
