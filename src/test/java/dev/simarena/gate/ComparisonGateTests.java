package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.simarena.gate.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonGateTests {

    private static final BatchKey BASELINE = Entries.KEY.withPolicy("heuristic");

    private static final ComparisonGate NOT_WORSE = gate(Score.REWARD, Demand.NOT_WORSE, 0);
    private static final ComparisonGate BETTER = gate(Score.REWARD, Demand.BETTER, 0);

    @Test
    void fiveWins_areTheFewestThatTell() {
        Verdict verdict =
                judge(BETTER, entries().rewards(0, 0, 0, 0, 0), entries().rewards(0.5, 1, 0.2, 0.3, 0.4));

        assertThat(verdict.lines())
                .containsExactly(
                        "Gate [reference better than heuristic (95 %)] is PASS:"
                                + " the lower limit 0.2 of the difference is above 0",
                        "  episodes:  planned 10, played 10, scored 10, aborted 0",
                        "  pairs:     planned 5, compared 5",
                        "  reward:    reference 0.48, heuristic 0; mean difference 0.48; at least 0.2 and at most 1 on such"
                                + " traces, each with 95 % confidence",
                        "  traces:    5 won, 0 tied, 0 lost; sign test p = 0.0625",
                        "  test:      p = 0.0625, two-sided, from all sign flips",
                        "  worst:     t03.msgpack 0.2 (0.2 against 0), t04.msgpack 0.3 (0.3 against 0),"
                                + " t05.msgpack 0.4 (0.4 against 0)");

        assertThat(judge(BETTER, entries().rewards(0, 0, 0, 0), entries().rewards(9, 9, 9, 9)))
                .satisfies(few -> {
                    assertThat(few.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                    assertThat(few.reason()).isEqualTo("it needs at least 1 more trace");
                    assertThat(few.needed()).hasValue(1);
                });
    }

    @Test
    void equalPolicies_areNotWorseAndNotBetter() {
        Entries same = entries().rewards(1, -2, 0.5, 0.5, 1, 1);

        assertThat(judge(NOT_WORSE, same, same).headline())
                .isEqualTo("Gate [reference not worse than heuristic (95 %)] is PASS:"
                        + " the lower limit 0 of the difference reaches 0");
        assertThat(judge(BETTER, same, same).headline())
                .isEqualTo("Gate [reference better than heuristic (95 %)] is FAIL:"
                        + " even the upper limit 0 of the difference is not above 0");
    }

    @Test
    void margin_isWhatMayBeLostOrMustBeWon() {
        Entries before = entries().rewards(0, 0, 0, 0, 0, 0);
        Entries after = entries().rewards(-0.1, -0.1, -0.1, -0.1, -0.1, -0.1);

        assertThat(judge(gate(Score.REWARD, Demand.NOT_WORSE, 0.1), before, after)
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(gate(Score.REWARD, Demand.NOT_WORSE, 0.05), before, after)
                        .headline())
                .isEqualTo("Gate [reference not worse than heuristic by more than 0.05 (95 %)] is FAIL:"
                        + " even the upper limit -0.1 of the difference misses -0.05");
        assertThat(judge(gate(Score.REWARD, Demand.BETTER, 0.1), after, before).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judge(gate(Score.REWARD, Demand.BETTER, 0.05), after, before).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void betweenTheLimits_isInconclusive_withWhatIsNeeded() {
        Verdict verdict = judge(
                BETTER, entries().rewards(0, 0, 0, 0, 0, 0, 0, 0), entries().rewards(3, -1, 2, -1, 3, -1, 2, -1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).matches("it needs about \\d+ more traces like these");
        assertThat(judge(
                                BETTER,
                                entries().rewards(3, -1, 2, -1, 3, -1),
                                entries().rewards(0, 0, 0, 0, 0, 0))
                        .reason())
                .isEqualTo(
                        "0 lies between the limits of the difference, and more traces like these would not change that");
    }

    @Test
    void solvedShare_isComparedWhereAsked() {
        Verdict verdict = judge(
                gate(Score.SOLVED, Demand.BETTER, 0),
                entries().unsolved(5).solved(2),
                entries().solved(7));

        assertThat(verdict.lines())
                // rank 6 of 128: three subsets of the two ties come first, then one win among them
                .startsWith("Gate [reference better than heuristic in share solved (95 %)] is PASS:"
                        + " the lower limit 0.3333 of the difference is above 0")
                .contains(
                        "  solved:    reference 1, heuristic 0.2857; mean difference 0.7143; at least 0.3333 and at most 1 on such"
                                + " traces, each with 95 % confidence",
                        "  traces:    5 won, 2 tied, 0 lost; sign test p = 0.0625");
    }

    @Test
    void repetitions_countAsOneTrace_pairByPair() {
        Batch before = new Batch(
                BASELINE,
                List.of(
                        Entries.entry("a", 0, Fate.SOLVED, 1.0),
                        Entries.entry("a", 1, Fate.SOLVED, 3.0),
                        Entries.entry("b", 0, Fate.SOLVED, 0.0)));
        Batch after = new Batch(
                Entries.KEY,
                List.of(
                        Entries.entry("a", 0, Fate.SOLVED, 2.0),
                        Entries.entry("a", 1, Fate.SOLVED, 6.0),
                        Entries.entry("b", 0, Fate.SOLVED, 0.0)));
        Comparison comparison = Comparison.of(before, after, Score.REWARD);

        assertThat(comparison.traces()).containsExactly(new PairedTrace("b", 0, 0, 1), new PairedTrace("a", 2, 4, 2));
        assertThat(comparison.difference().mean()).isEqualTo(1);
        assertThat(comparison.pairs().planned()).isEqualTo(3);
    }

    @Test
    void noPair_hasNoFigures() {
        Verdict verdict = judge(NOT_WORSE, entries().aborted(3), entries().solved(3));

        assertThat(verdict.lines())
                .containsExactly(
                        "Gate [reference not worse than heuristic (95 %)] is INCONCLUSIVE: an episode of 3 of 3 planned"
                                + " pairs is aborted, more than a tenth; mend the environment, then play again",
                        "  episodes:  planned 6, played 6, scored 3, aborted 3",
                        "  pairs:     planned 3, compared 0, aborted 3");
    }

    @Test
    void abortedPairs_countAgainstWhatWouldPass_andInFavorOfWhatWouldFail() {
        Entries before = entries().rewards(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Entries after = entries().rewards(1, 1, 1, 1, 1, 1, 1, 1, 1).aborted(1);
        Verdict verdict = judge(BETTER, before, after);

        assertThat(verdict.lines())
                .contains(
                        "  episodes:  planned 20, played 20, scored 19, aborted 1",
                        "  pairs:     planned 10, compared 9, aborted 1")
                .anyMatch(line -> line.contains("mean difference 1; at least "));
        // as if the tenth trace had the smallest score of all, 0
        List<Double> imputed = new ArrayList<>(List.of(0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
        assertThat(comparison(before, after).lower(0.95))
                .isEqualTo(SignFlips.of(imputed).lower(0.95))
                .isLessThan(1);
        assertThat(comparison(before, after).upper(0.95)).isEqualTo(1, within(1e-9));
    }

    @Test
    void moreThanATenthOfThePairs_areTooMany_whoeverWasAborted() {
        Verdict verdict = judge(
                NOT_WORSE,
                entries().rewards(0, 0, 0, 0, 0, 0, 0, 0).aborted(1).solved(1),
                entries().rewards(1, 1, 1, 1, 1, 1, 1, 1).solved(1).missing(1));

        assertThat(verdict.headline())
                .isEqualTo("Gate [reference not worse than heuristic (95 %)] is INCONCLUSIVE:"
                        + " an episode of 2 of 10 planned pairs is aborted or missing, more than a tenth;"
                        + " mend the environment, and traces or tests of what is missing, then play again");
        assertThat(verdict.lines()).contains("  pairs:     planned 10, compared 8, aborted 1, missing 1");
    }

    @Test
    void candidateAlone_hasNothingToCompareWith() {
        assertThat(NOT_WORSE.judge(entries().solved(3).batch()).headline())
                .endsWith("is INCONCLUSIVE: an episode of 3 of 3 planned pairs is missing, more than a tenth;"
                        + " mend their traces or their tests, then play again");
        assertThat(NOT_WORSE.judge(entries().batch()).reason()).isEqualTo("no pair of episodes was planned");
    }

    @Test
    void nonsense_isRefused() {
        assertThatThrownBy(() -> new ComparisonGate("a", "a", Score.REWARD, Demand.BETTER, 0, 0.95))
                .hasMessage("Comparison [a with a] is of a policy with itself. Name two.");
        assertThatThrownBy(() -> gate(Score.REWARD, Demand.BETTER, -1))
                .hasMessage("Attribute [margin = -1] is negative. Give 0 or more.");
    }

    /** Rewards of two policies on traces of different difficulty: the difference is 0.2, and five repetitions say no more of it. */
    @Test
    void simulatedCoverage_ofComparisons_isTheConfidence() {
        Random random = new Random(11);
        int held = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            List<BatchEntry> before = new ArrayList<>();
            List<BatchEntry> after = new ArrayList<>();
            for (int trace = 0; trace < 8; trace++) {
                double difficulty = 3 * random.nextGaussian();
                double effect = 0.2 + random.nextGaussian();
                for (int repetition = 0; repetition < 3; repetition++) {
                    String name = "t" + trace;
                    before.add(Entries.entry(name, repetition, Fate.SOLVED, difficulty + 0.3 * random.nextGaussian()));
                    after.add(Entries.entry(
                            name, repetition, Fate.SOLVED, difficulty + effect + 0.3 * random.nextGaussian()));
                }
            }
            Comparison comparison =
                    Comparison.of(new Batch(BASELINE, before), new Batch(Entries.KEY, after), Score.REWARD);
            held += comparison.lower(0.95) <= 0.2 ? 1 : 0;
        }
        // rank 12 of 256
        double nominal = 1 - 12 / 256.0;
        assertThat(held / 10_000.0).isCloseTo(nominal, within(4 * Math.sqrt(nominal * (1 - nominal) / 10_000)));
    }

    private static ComparisonGate gate(Score score, Demand demand, double margin) {
        return new ComparisonGate("heuristic", "reference", score, demand, margin, 0.95);
    }

    private static Comparison comparison(Entries before, Entries after) {
        return Comparison.of(new Batch(BASELINE, before.batch().entries()), after.batch(), Score.REWARD);
    }

    private static Verdict judge(ComparisonGate gate, Entries before, Entries after) {
        Batch baseline = new Batch(BASELINE, before.batch().entries());
        return gate.judge(after.batch(), key -> key.equals(BASELINE) ? baseline : new Batch(key, List.of()));
    }
}
