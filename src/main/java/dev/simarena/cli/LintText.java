package dev.simarena.cli;

import dev.simarena.cli.LintCommand.Linted;
import dev.simarena.trace.lint.Finding;
import dev.simarena.trace.lint.LintReport;
import dev.simarena.trace.lint.LintRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Print what was found in traces, for people. */
final class LintText {

    /** Findings of one rule in one trace that are listed before the rest is counted. */
    private static final int SHOWN = 10;

    /** Width of SimKube's table. */
    private static final int WIDTH = 70;

    private LintText() {}

    /** List findings by trace; a trace without any is only counted. */
    static String of(List<Linted> linted, boolean all) {
        StringBuilder text = new StringBuilder();
        for (Linted one : linted) {
            if (!one.report().findings().isEmpty() || !one.fixed().isEmpty()) {
                trace(one, all ? Integer.MAX_VALUE : SHOWN, text);
            }
        }
        return text.append(summary(linted)).toString();
    }

    private static void trace(Linted linted, int shown, StringBuilder text) {
        LintReport report = linted.report();
        line(text, "%s: %s".formatted(report.name(), numbers(report.errors(), report.warnings())));
        if (!linted.fixed().isEmpty()) {
            Map<String, Long> fixed = linted.fixed().stream()
                    .collect(Collectors.groupingBy(
                            finding -> finding.rule().code(), TreeMap::new, Collectors.counting()));
            line(
                    text,
                    "  fixed: "
                            + fixed.entrySet().stream()
                                    .map(entry -> "%d of %s".formatted(entry.getValue(), entry.getKey()))
                                    .collect(Collectors.joining(", ")));
        }
        Map<LintRule, Integer> listed = new EnumMap<>(LintRule.class);
        for (Finding finding : report.findings()) {
            if (listed.merge(finding.rule(), 1, Integer::sum) <= shown) {
                line(text, finding(finding));
            }
        }
        listed.forEach((rule, count) -> {
            if (count > shown) {
                line(text, "  %s and %d more; --all lists them".formatted(rule.code(), count - shown));
            }
        });
    }

    private static String finding(Finding finding) {
        StringBuilder text = new StringBuilder("  ").append(finding.rule().code());
        if (finding.event() != null) {
            text.append(" event ").append(finding.event());
        }
        if (finding.object() != null) {
            text.append(' ').append(finding.object());
        }
        if (!finding.pointer().isEmpty()) {
            text.append(' ').append(finding.pointer());
        }
        return text.append(": ").append(finding.text()).toString();
    }

    private static String summary(List<Linted> linted) {
        int errors = linted.stream().mapToInt(one -> one.report().errors()).sum();
        int warnings = linted.stream().mapToInt(one -> one.report().warnings()).sum();
        long red = linted.stream().filter(one -> one.report().errors() > 0).count();
        String hint = linted.stream()
                .flatMap(one -> one.report().findings().stream())
                .findFirst()
                .map(finding -> " Cause and cure: arena explain %s"
                        .formatted(finding.rule().code()))
                .orElse("");
        return "Traces: %d checked, %d with errors; %s.%s\n"
                .formatted(linted.size(), red, numbers(errors, warnings), hint);
    }

    private static String numbers(int errors, int warnings) {
        return "%d %s, %d %s"
                .formatted(errors, errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
    }

    /** Print SimKube's table of counts for each trace, under the name of the trace; what it refuses, with the reason. */
    static String counts(List<Linted> linted) {
        StringBuilder text = new StringBuilder();
        for (Linted one : linted) {
            line(text, one.report().name());
            if (one.report().counts().keySet().stream().allMatch(LintRule::simkube)) {
                one.report().counts().forEach((rule, count) -> line(text, count(rule, count)));
            } else {
                one.report().findings().forEach(finding -> line(text, finding(finding)));
            }
        }
        return text.append(summary(linted)).toString();
    }

    private static String count(LintRule rule, int count) {
        String left = "%s (%s) ".formatted(rule.title(), rule.code());
        String right = " " + count;
        return left + ".".repeat(Math.max(0, WIDTH - left.length() - right.length())) + right;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
