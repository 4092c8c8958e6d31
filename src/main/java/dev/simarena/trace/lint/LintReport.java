package dev.simarena.trace.lint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Hold what was found in a trace.
 *
 * @param name path or name of the trace
 * @param findings what was found, in the order of the trace
 */
public record LintReport(String name, List<Finding> findings) {

    public LintReport {
        findings = List.copyOf(findings);
    }

    /** Return how many findings are errors. */
    public int errors() {
        return count(Severity.ERROR);
    }

    /** Return how many findings are warnings. */
    public int warnings() {
        return count(Severity.WARNING);
    }

    private int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.rule().severity() == severity)
                .count();
    }

    /** Return how often each rule is broken, in the order of the rules, without those that are not. */
    public Map<LintRule, Integer> counts() {
        Map<LintRule, Integer> counts = new EnumMap<>(LintRule.class);
        findings.forEach(finding -> counts.merge(finding.rule(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }
}
