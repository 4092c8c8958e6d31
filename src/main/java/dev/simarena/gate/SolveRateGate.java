package dev.simarena.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Demand that a policy solves at least a share of traces like these.
 *
 * <p>The unit is the trace; of several repetitions each counts as a part of it. PASS where the exact lower limit of the
 * rate reaches the share even if everything without a score had failed, FAIL where the exact upper limit misses it even
 * if everything without a score had been solved: no episode that drops out makes a rate better or worse than it is.
 *
 * @param atLeast the share, more than 0 and less than 1
 * @param confidence one-sided confidence of the limits, more than 0 and less than 1
 */
public record SolveRateGate(double atLeast, double confidence) implements Gate {

    public SolveRateGate {
        Checks.share("atLeast", atLeast);
        Checks.share("confidence", confidence);
    }

    @Override
    public String title() {
        return "solve rate at least %s (%s)".formatted(Figures.number(atLeast), Figures.percent(confidence));
    }

    @Override
    public Verdict judge(Batch batch) {
        double solved = 0;
        double open = 0;
        int units = 0;
        int largest = 1;
        List<BatchEntry> unsolved = new ArrayList<>();
        for (List<BatchEntry> trace : batch.byTrace().values()) {
            units++;
            largest = Math.max(largest, trace.size());
            solved += share(trace, Fate.SOLVED);
            open += 1 - share(trace, Fate.SOLVED) - share(trace, Fate.UNSOLVED);
            trace.stream().filter(entry -> entry.fate() == Fate.UNSOLVED).forEach(unsolved::add);
        }
        Proportion worst = new Proportion(solved, units);
        Proportion best = new Proportion(Math.min(units, solved + open), units);
        double lower = worst.lower(confidence);
        double upper = best.upper(confidence);
        List<String> details = details(batch, lower, upper, unsolved);
        if (batch.coverage().tooFew()) {
            return Verdict.tooFew(this, batch, details);
        }
        if (lower >= atLeast) {
            return Verdict.of(this, batch, Verdict.Outcome.PASS, GateMessages.rateReached(lower, atLeast), details);
        }
        if (upper < atLeast) {
            return Verdict.of(this, batch, Verdict.Outcome.FAIL, GateMessages.rateMissed(upper, atLeast), details);
        }
        int needed = worst.stillNeeded(atLeast, confidence) * largest;
        return Verdict.of(this, batch, Verdict.Outcome.INCONCLUSIVE, GateMessages.rateUnknown(needed), details)
                .needing(OptionalInt.of(needed));
    }

    private static double share(List<BatchEntry> trace, Fate fate) {
        return (double) trace.stream().filter(entry -> entry.fate() == fate).count() / trace.size();
    }

    private List<String> details(Batch batch, double lower, double upper, List<BatchEntry> unsolved) {
        long solved = batch.entries().stream()
                .filter(entry -> entry.fate() == Fate.SOLVED)
                .count();
        int planned = batch.entries().size();
        List<String> details = new ArrayList<>();
        details.add("solved:    %d of %d planned%s; at least %s and at most %s of such traces, each with %s confidence"
                .formatted(
                        solved,
                        planned,
                        planned == 0 ? "" : " (%s)".formatted(Figures.rate((double) solved / planned)),
                        Figures.rate(lower),
                        Figures.rate(upper),
                        Figures.percent(confidence)));
        if (!unsolved.isEmpty()) {
            details.add("unsolved:  " + GateMessages.names(unsolved));
        }
        details.addAll(GateMessages.noScore(batch, __ -> ""));
        return details;
    }
}
