package dev.simarena.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compare two policies on the same traces, pair by pair: same trace, same repetition, same seed of the run.
 *
 * <p>The unit is the trace: the differences of its repetitions are averaged first. A pair in which an episode has no score
 * has no difference to show, but still counts for the limits, against what a gate would say: for the lower limit as if the
 * candidate had the smallest score that anybody had and the baseline the largest, for the upper limit the other way round.
 */
public final class Comparison {

    private final BatchKey baseline;
    private final BatchKey candidate;
    private final Score score;
    private final Coverage pairs;
    private final List<PairedTrace> traces;
    private final List<Double> least;
    private final List<Double> most;

    private Comparison(
            BatchKey baseline,
            BatchKey candidate,
            Score score,
            Coverage pairs,
            List<PairedTrace> traces,
            List<Double> least,
            List<Double> most) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.score = score;
        this.pairs = pairs;
        this.traces = traces;
        this.least = least;
        this.most = most;
    }

    /** Compare what two policies did. */
    public static Comparison of(Batch baseline, Batch candidate, Score score) {
        Map<String, Map<Integer, Pair>> pairs = new TreeMap<>();
        baseline.entries().forEach(entry -> pair(pairs, entry).baseline = entry);
        candidate.entries().forEach(entry -> pair(pairs, entry).candidate = entry);
        List<Pair> all = pairs.values().stream()
                .flatMap(trace -> trace.values().stream())
                .toList();
        List<Double> scores = new ArrayList<>();
        all.forEach(pair -> pair.addScores(score, scores));
        double smallest =
                score == Score.SOLVED ? 0 : scores.stream().min(Double::compare).orElse(0.0);
        double largest =
                score == Score.SOLVED ? 1 : scores.stream().max(Double::compare).orElse(0.0);
        List<PairedTrace> traces = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        pairs.forEach((name, trace) -> {
            List<Pair> scored =
                    trace.values().stream().filter(pair -> pair.scored(score)).toList();
            if (!scored.isEmpty()) {
                traces.add(new PairedTrace(
                        name,
                        mean(scored.stream()
                                .map(pair -> pair.baseline(score, Double.NaN))
                                .toList()),
                        mean(scored.stream()
                                .map(pair -> pair.candidate(score, Double.NaN))
                                .toList()),
                        scored.size()));
            }
            least.add(mean(trace.values().stream()
                    .map(pair -> pair.candidate(score, smallest) - pair.baseline(score, largest))
                    .toList()));
            most.add(mean(trace.values().stream()
                    .map(pair -> pair.candidate(score, largest) - pair.baseline(score, smallest))
                    .toList()));
        });
        traces.sort(Comparator.comparingDouble(PairedTrace::difference).thenComparing(PairedTrace::trace));
        return new Comparison(
                baseline.key(),
                candidate.key(),
                score,
                coverage(all, score),
                List.copyOf(traces),
                List.copyOf(least),
                List.copyOf(most));
    }

    private static Pair pair(Map<String, Map<Integer, Pair>> pairs, BatchEntry entry) {
        return pairs.computeIfAbsent(entry.trace(), __ -> new TreeMap<>())
                .computeIfAbsent(entry.repetition(), __ -> new Pair());
    }

    private static Coverage coverage(List<Pair> pairs, Score score) {
        int scored = (int) pairs.stream().filter(pair -> pair.scored(score)).count();
        int aborted = (int) pairs.stream().filter(Pair::aborted).count();
        return new Coverage(pairs.size(), scored + aborted, scored, aborted, 0, pairs.size() - scored - aborted);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /** Return the batch that is compared with. */
    public BatchKey baseline() {
        return baseline;
    }

    /** Return the batch that is compared. */
    public BatchKey candidate() {
        return candidate;
    }

    /** Return by what they are compared. */
    public Score score() {
        return score;
    }

    /** Count what became of the planned pairs: aborted where either episode was, missing where one was not seen. */
    public Coverage pairs() {
        return pairs;
    }

    /** Return how many traces were planned. */
    public int planned() {
        return least.size();
    }

    /** Return the traces on which both have a score, the smallest difference first. */
    public List<PairedTrace> traces() {
        return traces;
    }

    /** Return the mean and deviation of the differences. */
    public Mean difference() {
        return Mean.of(differences());
    }

    private List<Double> differences() {
        return traces.stream().map(PairedTrace::difference).toList();
    }

    /** Return the mean score of the baseline over the traces, NaN where there is none. */
    public double baselineMean() {
        return Mean.of(traces.stream().map(PairedTrace::baseline).toList()).mean();
    }

    /** Return the mean score of the candidate over the traces, NaN where there is none. */
    public double candidateMean() {
        return Mean.of(traces.stream().map(PairedTrace::candidate).toList()).mean();
    }

    /** Count the traces on which the candidate scored more (1), less (-1) or the same (0). */
    public int count(int sign) {
        return (int) traces.stream().filter(trace -> trace.sign() == sign).count();
    }

    /** Return the two-sided p-value of no difference: the share of sign flips that are as extreme as what was seen. */
    public double twoSided() {
        return SignFlips.of(differences()).twoSided();
    }

    /** Tell whether every sign flip was counted for the p-value, rather than many of them. */
    public boolean exact() {
        return SignFlips.of(differences()).exact();
    }

    /** Return the two-sided p-value of an exact sign test over wins and losses. */
    public double signTest() {
        return SignFlips.signTest(count(1), count(-1));
    }

    /**
     * Return what the difference is at least on traces like these, with this confidence; negative infinity for too few
     * traces, or none on which both have a score.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double lower(double confidence) {
        return traces.isEmpty() ? Double.NEGATIVE_INFINITY : SignFlips.of(least).lower(confidence);
    }

    /**
     * Return what the difference is at most on traces like these, with this confidence; infinity for too few traces, or
     * none on which both have a score.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double upper(double confidence) {
        return traces.isEmpty() ? Double.POSITIVE_INFINITY : SignFlips.of(most).upper(confidence);
    }

    /** Two episodes of the same trace and repetition, as far as they were planned. */
    private static final class Pair {

        private @Nullable BatchEntry baseline;
        private @Nullable BatchEntry candidate;

        private static double of(@Nullable BatchEntry entry, Score score, double otherwise) {
            Double value = entry == null ? null : score.of(entry);
            return value == null ? otherwise : value;
        }

        double baseline(Score score, double otherwise) {
            return of(baseline, score, otherwise);
        }

        double candidate(Score score, double otherwise) {
            return of(candidate, score, otherwise);
        }

        boolean scored(Score score) {
            return !Double.isNaN(baseline(score, Double.NaN)) && !Double.isNaN(candidate(score, Double.NaN));
        }

        boolean aborted() {
            return aborted(baseline) || aborted(candidate);
        }

        private static boolean aborted(@Nullable BatchEntry entry) {
            return entry != null && entry.fate() == Fate.ABORTED;
        }

        void addScores(Score score, List<Double> scores) {
            for (double value : new double[] {baseline(score, Double.NaN), candidate(score, Double.NaN)}) {
                if (!Double.isNaN(value)) {
                    scores.add(value);
                }
            }
        }
    }
}
