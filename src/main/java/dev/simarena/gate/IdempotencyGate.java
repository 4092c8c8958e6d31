package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Demand that every episode, played again with the same trace, policy and seed, writes the same records and leaves
 * nothing behind.
 *
 * @param runs number of runs to compare, 2 or more
 * @param tolerant whether it is enough that the records are equal within {@link Divergence#TOLERANCE}, without times and
 *     ids
 */
public record IdempotencyGate(int runs, boolean tolerant) implements Gate {

    public IdempotencyGate {
        Checks.atLeast("runs", runs, 2);
    }

    @Override
    public String title() {
        return "same records in %d runs%s".formatted(runs, tolerant ? ", within tolerance" : "");
    }

    /** Each episode is compared with itself, so that others change nothing. */
    @Override
    public boolean decided(Batch batch, int repetition) {
        return true;
    }

    @Override
    public Verdict judge(Batch batch) {
        List<BatchEntry> compared = batch.scored();
        List<BatchEntry> exactly = new ArrayList<>();
        List<BatchEntry> nearly = new ArrayList<>();
        List<BatchEntry> differing = new ArrayList<>();
        List<BatchEntry> left = new ArrayList<>();
        List<BatchEntry> incomplete = new ArrayList<>();
        for (BatchEntry entry : compared) {
            Divergence divergence = entry.divergence();
            if (divergence != null) {
                (divergence.tolerable() ? nearly : differing).add(entry);
            } else if (entry.runs().size() < runs) {
                incomplete.add(entry);
            } else {
                exactly.add(entry);
            }
        }
        batch.entries().stream().filter(entry -> !entry.leftovers().isEmpty()).forEach(left::add);
        List<String> details = details(exactly, nearly, differing, left, incomplete);
        boolean fails = !left.isEmpty() || !differing.isEmpty() || !(tolerant || nearly.isEmpty());
        if (fails) {
            List<BatchEntry> guilty = new ArrayList<>(differing);
            if (!tolerant) {
                guilty.addAll(nearly);
            }
            return Verdict.of(
                    this, batch, Verdict.Outcome.FAIL, GateMessages.notIdempotent(guilty.size(), left.size()), details);
        }
        Coverage coverage = batch.coverage();
        boolean tooFew = (coverage.lost() + incomplete.size()) * Coverage.CAP > coverage.planned()
                || compared.size() == incomplete.size();
        return tooFew
                ? Verdict.of(
                        this,
                        batch,
                        Verdict.Outcome.INCONCLUSIVE,
                        GateMessages.notCompared(coverage, incomplete.size()),
                        details)
                : Verdict.of(
                        this,
                        batch,
                        Verdict.Outcome.PASS,
                        GateMessages.idempotent(exactly.size() + nearly.size(), runs),
                        details);
    }

    private static List<String> details(
            List<BatchEntry> exactly,
            List<BatchEntry> nearly,
            List<BatchEntry> differing,
            List<BatchEntry> left,
            List<BatchEntry> incomplete) {
        List<String> details = new ArrayList<>();
        details.add("compared:  equal %d, equal within %s only %d, different %d%s"
                .formatted(
                        exactly.size(),
                        Divergence.TOLERANCE,
                        nearly.size(),
                        differing.size(),
                        incomplete.isEmpty() ? "" : ", not played often enough %d".formatted(incomplete.size())));
        List<BatchEntry> shown = new ArrayList<>(differing);
        shown.addAll(nearly);
        shown.stream().limit(GateMessages.SHOWN).forEach(entry -> details.addAll(story(entry)));
        if (shown.size() > GateMessages.SHOWN) {
            details.add("and %d more".formatted(shown.size() - GateMessages.SHOWN));
        }
        incomplete.stream().limit(GateMessages.SHOWN).forEach(entry -> details.add(GateMessages.notPlayed(entry)));
        left.stream()
                .limit(GateMessages.SHOWN)
                .forEach(entry ->
                        details.add("left by %s:  %s".formatted(entry.name(), String.join(", ", entry.leftovers()))));
        return details;
    }

    private static List<String> story(BatchEntry entry) {
        Divergence divergence = entry.divergence();
        List<String> lines = new ArrayList<>();
        if (divergence != null) {
            lines.add(GateMessages.diverges(entry.name(), divergence));
            divergence.table().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }
}
