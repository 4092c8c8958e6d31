package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Hold what a gate says about a batch.
 *
 * @param gate title of the gate
 * @param outcome one of three values
 * @param reason why, in a few words
 * @param needed smallest number of further episodes that could make it PASS; empty where no number is known, 0 where it
 *     does
 * @param coverage what became of the planned episodes
 * @param details lines that tell more: figures, and the episodes behind them
 */
public record Verdict(
        String gate, Outcome outcome, String reason, OptionalInt needed, Coverage coverage, List<String> details) {

    /** Beginnings of details that matter where the gate passes, too. */
    private static final List<String> NOTICES = List.of("better:", "accepted:", "dropped:");

    public Verdict {
        details = List.copyOf(details);
    }

    /** Say how a gate ended. */
    public enum Outcome {
        /** What is demanded holds. */
        PASS,
        /** What is demanded does not hold. */
        FAIL,
        /** The episodes do not tell. */
        INCONCLUSIVE
    }

    static Verdict of(Gate gate, Batch batch, Outcome outcome, String reason, List<String> details) {
        return new Verdict(
                gate.title(),
                outcome,
                reason,
                outcome == Outcome.PASS ? OptionalInt.of(0) : OptionalInt.empty(),
                batch.coverage(),
                details);
    }

    /** Say INCONCLUSIVE because too many episodes have no score. */
    static Verdict tooFew(Gate gate, Batch batch, List<String> details) {
        return of(gate, batch, Outcome.INCONCLUSIVE, GateMessages.tooFew(batch.coverage()), details);
    }

    /** Return the same verdict with the number of further episodes it needs. */
    Verdict needing(OptionalInt episodes) {
        return new Verdict(gate, outcome, reason, episodes, coverage, details);
    }

    /** Return the details that are told of a gate that passes, too: what got better, and what an update changed. */
    public List<String> notices() {
        return details.stream()
                .filter(detail -> NOTICES.stream().anyMatch(detail::startsWith))
                .toList();
    }

    /** Say it in one line. */
    public String headline() {
        return "Gate [%s] is %s: %s".formatted(gate, outcome, reason);
    }

    /** Say everything, one line each, with the coverage beside the figures. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("  episodes:  " + coverage.text());
        details.forEach(detail -> lines.add("  " + detail));
        return lines;
    }
}
