package dev.simarena.engine.apiserver.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Bring what commands print and ask for to a form that does not differ from run to run. */
final class KubectlOutput {

    private record Blank(Pattern what, String by) {
        static Blank of(String regex, String by) {
            return new Blank(Pattern.compile(regex), by);
        }
    }

    private static final List<Blank> TEXT = List.of(
            Blank.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>"),
            Blank.of("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z| [+-]\\d{4})", "<time>"),
            Blank.of("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}", "<time>"),
            Blank.of("\\b(web|shop|other)-[bcdf0-9]{7,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\\b", "$1-<hash>-<suffix>"),
            Blank.of("\\b(web|shop|other)-[bcdf0-9]{7,10}\\b", "$1-<hash>"),
            Blank.of("\\bjx-[bcdfghjklmnpqrstvwxz2456789]{5}\\b", "jx-<hash>"),
            Blank.of("(pod-template-hash[=:] ?\"?)[bcdf0-9]{7,10}", "$1<hash>"),
            Blank.of("(resourceVersion\"?: ?)\"?\\d+\"?", "$1<rv>"),
            Blank.of("\\b10\\.\\d+\\.\\d+\\.\\d+", "<ip>"),
            Blank.of("127\\.0\\.0\\.1:\\d{5}\\b", "<server>"),
            Blank.of("(/tmp/(LIVE|MERGED))-\\d+", "$1"),
            Blank.of("(vm|kwok)_<uid>", "<uid>"),
            Blank.of("kwok-v?0\\.\\d+\\.\\d+", "kwok"),
            Blank.of("\\b\\d+(ms|[smhd])(\\d+[smh])?\\b", "<age>"),
            Blank.of("<age> \\(x\\d+ over <age>\\)", "<age>"),
            Blank.of("[ \\t]+", " "),
            Blank.of("-{3,}", "---"));

    private static final List<Blank> REQUEST = List.of(
            Blank.of("resourceVersion=[^&]+", "resourceVersion=<rv>"),
            Blank.of("timeoutSeconds=\\d+", "timeoutSeconds=<n>"),
            Blank.of("continue=[^&]+", "continue=<token>"),
            Blank.of("hash=[0-9A-F]+", "hash=<hash>"));

    private static final String PROGRESS = "Waiting for deployment";

    private KubectlOutput() {}

    /** Return the lines of an output; those that carry random names are sorted, as their order is random too. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        blank(text, TEXT).lines().filter(line -> !line.startsWith(PROGRESS)).forEach(lines::add);
        if (lines.stream().anyMatch(line -> line.contains("<hash>"))) {
            lines.sort(null);
        }
        return lines;
    }

    /** Return a request without what is of one run only; what kubectl had kept it records as if it had come again. */
    static String request(String method, String target, int status) {
        return "%s %s %d".formatted(method, blank(blank(target, REQUEST), TEXT), status == 304 ? 200 : status);
    }

    private static String blank(String text, List<Blank> blanks) {
        String blanked = text;
        for (Blank blank : blanks) {
            blanked = blank.what().matcher(blanked).replaceAll(blank.by());
        }
        return blanked;
    }
}
