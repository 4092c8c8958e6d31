package dev.simarena.report;

import dev.simarena.gate.BatchKey;
import dev.simarena.gate.Judgement;
import dev.simarena.gate.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Show the verdicts of a run below its table: how many of each kind, and every one that is not PASS. */
final class GateSummary {

    private final List<Judgement> gates;

    GateSummary(List<Judgement> gates) {
        this.gates =
                gates.stream().sorted(Comparator.comparing(Judgement::batch)).toList();
    }

    /** Return the lines, each with a line break; empty where no gate was declared. */
    String text() {
        return gates.isEmpty() ? "" : String.join("\n", lines()) + "\n";
    }

    /** Return the same as Markdown. */
    String markdown() {
        return gates.isEmpty() ? "" : "\n```text\n" + text() + "```\n";
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        long passed = count(Verdict.Outcome.PASS);
        long failed = count(Verdict.Outcome.FAIL);
        long inconclusive = count(Verdict.Outcome.INCONCLUSIVE);
        lines.add("Gates: %d passed, %d failed, %d inconclusive, %d not asked"
                .formatted(passed, failed, inconclusive, gates.size() - passed - failed - inconclusive));
        for (Judgement gate : gates) {
            Verdict verdict = gate.verdict();
            if (verdict == null) {
                continue;
            }
            if (verdict.outcome() != Verdict.Outcome.PASS) {
                lines.add("  %s: %s (%s)"
                        .formatted(
                                name(gate.batch()),
                                verdict.headline(),
                                verdict.coverage().text()));
            }
            verdict.notices()
                    .forEach(detail -> lines.add("  %s: %s (%s)"
                            .formatted(
                                    name(gate.batch()),
                                    detail,
                                    verdict.coverage().text())));
        }
        return lines;
    }

    private static String name(BatchKey batch) {
        return "%s × %s × %s".formatted(batch.test(), batch.policy(), batch.reward());
    }

    private long count(Verdict.Outcome outcome) {
        return gates.stream()
                .map(Judgement::verdict)
                .filter(verdict -> verdict != null && verdict.outcome() == outcome)
                .count();
    }
}
