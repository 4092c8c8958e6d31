package dev.simarena.gate;

import dev.simarena.episode.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Demand that one policy does better than another on traces like these, or at least not worse.
 *
 * <p>Decided on the limits of the mean difference that {@link Comparison} has: PASS where the lower one is where the demand
 * wants it, FAIL where even the upper one is not.
 *
 * @param baseline name of the policy that is compared with
 * @param candidate name of the policy that is compared
 * @param score by what they are compared
 * @param demand what the difference must be
 * @param margin how much worse is still not worse, or how much better is not yet better; 0 or more
 * @param confidence one-sided confidence of the limits, more than 0 and less than 1
 */
public record ComparisonGate(
        String baseline, String candidate, Score score, Demand demand, double margin, double confidence)
        implements Gate {

    /** How many of the worst traces are named. */
    private static final int WORST = 3;

    public ComparisonGate {
        if (baseline.equals(candidate)) {
            throw new ConfigurationException(GateMessages.samePolicy(baseline));
        }
        Checks.finite("margin", margin);
        if (margin < 0) {
            throw new ConfigurationException(GateMessages.negative("margin", margin));
        }
        Checks.share("confidence", confidence);
    }

    @Override
    public String title() {
        return "%s %s than %s%s%s (%s)"
                .formatted(
                        candidate,
                        demand == Demand.BETTER ? "better" : "not worse",
                        baseline,
                        margin == 0 ? "" : " by more than " + Figures.number(margin),
                        score == Score.SOLVED ? " in share solved" : "",
                        Figures.percent(confidence));
    }

    /** Every repetition may turn the difference. */
    @Override
    public boolean decided(Batch batch, int repetition) {
        return false;
    }

    /** Judge a candidate alone: there is nothing to compare it with. */
    @Override
    public Verdict judge(Batch batch) {
        return judge(batch, key -> new Batch(key, List.of()));
    }

    @Override
    public Verdict judge(Batch batch, Function<BatchKey, Batch> others) {
        return judge(compare(batch, others), others.apply(batch.key().withPolicy(baseline)), batch);
    }

    /** Compare the batch of the candidate with that of the baseline. */
    public Comparison compare(Batch batch, Function<BatchKey, Batch> others) {
        return Comparison.of(others.apply(batch.key().withPolicy(baseline)), batch, score);
    }

    private Verdict judge(Comparison comparison, Batch before, Batch batch) {
        List<BatchEntry> episodes = new ArrayList<>(before.entries());
        episodes.addAll(batch.entries());
        Coverage coverage = Coverage.of(episodes);
        double lower = comparison.lower(confidence);
        double upper = comparison.upper(confidence);
        List<String> details = details(comparison, lower, upper);
        double wanted = demand == Demand.BETTER ? margin : -margin;
        if (comparison.pairs().tooFew()) {
            return verdict(
                    Verdict.Outcome.INCONCLUSIVE,
                    GateMessages.tooFewPairs(comparison.pairs()),
                    OptionalInt.empty(),
                    coverage,
                    details);
        }
        if (reaches(lower, wanted)) {
            String reason = GateMessages.differenceReached(lower, wanted, demand);
            return verdict(Verdict.Outcome.PASS, reason, OptionalInt.of(0), coverage, details);
        }
        if (!reaches(upper, wanted)) {
            String reason = GateMessages.differenceMissed(upper, wanted, demand);
            return verdict(Verdict.Outcome.FAIL, reason, OptionalInt.empty(), coverage, details);
        }
        int planned = comparison.planned();
        int fewest = SignFlips.fewest(confidence);
        OptionalInt needed = planned < fewest ? OptionalInt.of(fewest - planned) : stillNeeded(comparison, wanted);
        String reason = planned < fewest
                ? GateMessages.tracesNeeded(fewest - planned)
                : GateMessages.differenceUnknown(needed, wanted);
        return verdict(Verdict.Outcome.INCONCLUSIVE, reason, needed, coverage, details);
    }

    /** Estimate it by Student's t, which needs a trace less now and then. */
    private OptionalInt stillNeeded(Comparison comparison, double wanted) {
        OptionalInt needed = comparison.difference().stillNeeded(wanted, confidence);
        return needed.isPresent() ? OptionalInt.of(Math.max(1, needed.getAsInt())) : needed;
    }

    /** What is better must be above the margin; what is not worse may lie on it. */
    private boolean reaches(double limit, double wanted) {
        return demand == Demand.BETTER ? limit > wanted + Figures.ROUNDING : limit >= wanted - Figures.ROUNDING;
    }

    private Verdict verdict(
            Verdict.Outcome outcome, String reason, OptionalInt needed, Coverage coverage, List<String> details) {
        return new Verdict(title(), outcome, reason, needed, coverage, details);
    }

    private List<String> details(Comparison comparison, double lower, double upper) {
        List<String> details = new ArrayList<>();
        details.add("pairs:     " + GateMessages.pairs(comparison.pairs()));
        if (comparison.traces().isEmpty()) {
            return details;
        }
        String mean = "%s %s, %s %s; mean difference %s"
                .formatted(
                        candidate,
                        Figures.number(comparison.candidateMean()),
                        baseline,
                        Figures.number(comparison.baselineMean()),
                        Figures.number(comparison.difference().mean()));
        details.add("%-10s %s; %s"
                .formatted(score.label() + ":", mean, Figures.limits(lower, upper, " on such traces", confidence)));
        details.add("traces:    %d won, %d tied, %d lost; sign test %s"
                .formatted(
                        comparison.count(1),
                        comparison.count(0),
                        comparison.count(-1),
                        Figures.probability(comparison.signTest())));
        details.add("test:      %s, two-sided, from %s"
                .formatted(
                        Figures.probability(comparison.twoSided()),
                        comparison.exact()
                                ? "all sign flips"
                                : SignFlips.DRAWN + " sign flips drawn with a fixed seed"));
        details.add("worst:     "
                + comparison.traces().stream()
                        .limit(WORST)
                        .map(trace -> "%s %s (%s against %s)"
                                .formatted(
                                        trace.trace(),
                                        Figures.number(trace.difference()),
                                        Figures.number(trace.candidate()),
                                        Figures.number(trace.baseline())))
                        .collect(Collectors.joining(", ")));
        return details;
    }
}
