package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.gate.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RewardGatesTests {

    @Test
    void meanWithItsLimit_passesFailsOrIsInconclusive() {
        Batch batch = entries().rewards(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).batch();

        // 5.5 ± 1.755 at 95 %
        assertThat(new MeanRewardGate(3.7, 0.95).judge(batch).lines())
                .containsExactly(
                        "Gate [mean reward at least 3.7 (95 %)] is PASS: the lower limit 3.7449 reaches 3.7",
                        "  episodes:  planned 10, played 10, scored 10, aborted 0",
                        "  reward:    mean 5.5 over 10 traces; at least 3.7449 and at most 7.2551, each with 95 % confidence");
        assertThat(new MeanRewardGate(7.3, 0.95).judge(batch).headline())
                .isEqualTo("Gate [mean reward at least 7.3 (95 %)] is FAIL: even the upper limit 7.2551 misses 7.3");
        assertThat(new MeanRewardGate(5, 0.95).judge(batch).reason())
                .startsWith("it needs about ")
                .endsWith(" like these");
        assertThat(new MeanRewardGate(6, 0.95).judge(batch).headline())
                .isEqualTo("Gate [mean reward at least 6 (95 %)] is INCONCLUSIVE:"
                        + " the mean itself is below, so that only better episodes can help");
    }

    @Test
    void mean_takesEachTraceOnce() {
        Batch batch = new Batch(
                Entries.KEY,
                List.of(
                        Entries.entry("a", 0, Fate.SOLVED, 1.0),
                        Entries.entry("a", 1, Fate.SOLVED, 3.0),
                        Entries.entry("b", 0, Fate.SOLVED, 4.0)));
        assertThat(new MeanRewardGate(0, 0.95).judge(batch).details().get(0))
                .startsWith("reward:    mean 3 over 2 traces;");
    }

    @Test
    void meanOfOneTrace_isInconclusive() {
        Verdict verdict = new MeanRewardGate(0, 0.95).judge(entries().rewards(1).batch());

        assertThat(verdict.reason()).isEqualTo("it needs about 1 more trace like these");
        assertThat(verdict.details()).containsExactly("reward:    mean 1 over 1 trace; no limits yet");
    }

    @Test
    void aborted_haveNoReward_andTooManyAreInconclusive() {
        assertThat(new MeanRewardGate(0, 0.95)
                        .judge(entries().solved(8).aborted(2).batch())
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(new SmallestRewardGate(0)
                        .judge(entries().solved(8).aborted(2).batch())
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(new SmallestRewardGate(0)
                        .judge(entries().solved(10).aborted(1).batch())
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void mean_countsWhatWasAborted_asTheWorstAndTheBestItCouldHaveBeen() {
        // gradual gives -2 to 1 within two steps; leaving the episode out gave a mean of exactly 0.5
        Batch batch = entries().solved(10).abortedWithin(2, 1).batch();

        // mean 3 / 11, deviation sqrt((10 * 0.0909² + 2.4091²) / 10) = 0.7672, t = 1.8125
        assertThat(new MeanRewardGate(-0.14, 0.95).judge(batch).lines())
                .containsExactly(
                        "Gate [mean reward at least -0.14 (95 %)] is INCONCLUSIVE: 1 planned episode has no reward, and"
                                + " what it could have been decides; mend the environment, then play again",
                        "  episodes:  planned 11, played 11, scored 10, aborted 1",
                        "  reward:    mean 0.5 over 10 traces; at least -0.1465 and at most 0.9647, each with 95 %"
                                + " confidence",
                        "  no score:  t11.msgpack (aborted by EnvironmentException, counts as -2 to 1)");
        assertThat(new MeanRewardGate(-0.15, 0.95).judge(batch).outcome()).isEqualTo(Outcome.PASS);
        assertThat(new MeanRewardGate(0.96, 0.95).judge(batch).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(new MeanRewardGate(0.97, 0.95).judge(batch).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void mean_ofWhatHasNoBounds_isInconclusive() {
        assertThat(new MeanRewardGate(-100, 0.95)
                        .judge(entries().solved(10).missing(1).batch())
                        .lines())
                .containsExactly(
                        "Gate [mean reward at least -100 (95 %)] is INCONCLUSIVE: 1 planned episode has no reward, and"
                                + " what it could have been decides; mend their traces or their tests, then play again",
                        "  episodes:  planned 11, played 10, scored 10, aborted 0, missing 1",
                        "  reward:    mean 0.5 over 10 traces; no limits yet",
                        "  no score:  t11.msgpack (nothing of it was seen, may have had any reward)");
        Batch other = new Batch(
                new BatchKey("cpu", "Test", "reference", "a reward of later versions"),
                entries().solved(10).abortedWithin(2, 1).batch().entries());
        assertThat(new MeanRewardGate(-100, 0.95).judge(other).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void nothingPlayed_hasNoMean() {
        Verdict verdict = new MeanRewardGate(0, 0.95).judge(entries().aborted(1).batch());

        assertThat(verdict.details()).startsWith("reward:    no episode has one");
        assertThat(verdict.reason())
                .isEqualTo(
                        "1 of 1 planned episodes are aborted, more than a tenth; mend the environment, then play again");
    }

    @Test
    void smallest_isOpenWhereWhatWasAbortedCouldHaveBeenSmaller() {
        Batch batch = entries().solved(10).abortedWithin(2, 1).batch();

        assertThat(new SmallestRewardGate(-2).judge(batch).outcome()).isEqualTo(Outcome.PASS);
        assertThat(new SmallestRewardGate(-1.9).judge(batch).lines())
                .containsExactly(
                        "Gate [every reward at least -1.9] is INCONCLUSIVE: 1 planned episode has no reward, and what it"
                                + " could have been decides; mend the environment, then play again",
                        "  episodes:  planned 11, played 11, scored 10, aborted 1",
                        "  reward:    smallest 0.5 (t01.msgpack)",
                        "  no score:  t11.msgpack (aborted by EnvironmentException, counts as -2 to 1)");
    }

    @Test
    void limitsOfPartlyKnownValues_containThoseOfEveryValueTheyMayHave() {
        Random random = new Random(7);
        for (int trial = 0; trial < 2_000; trial++) {
            List<Double> least = new ArrayList<>();
            List<Double> most = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                double low = random.nextGaussian();
                double high = i < 3 ? low + 10 * random.nextDouble() : low;
                least.add(low);
                most.add(high);
                values.add(random.nextBoolean() ? high : low + (high - low) * random.nextDouble());
            }
            BoundedMean bounded = new BoundedMean(least, most);
            assertThat(bounded.lower(0.95)).isLessThanOrEqualTo(Mean.of(values).lower(0.95));
            assertThat(bounded.upper(0.95))
                    .isGreaterThanOrEqualTo(Mean.of(values).upper(0.95));
        }
    }

    @Test
    void smallest_isWhatItIs() {
        Batch batch = entries().rewards(0.5, -2, 1).batch();

        assertThat(new SmallestRewardGate(-2).judge(batch).lines())
                .containsExactly(
                        "Gate [every reward at least -2] is PASS: 3 episodes, none below -2",
                        "  episodes:  planned 3, played 3, scored 3, aborted 0",
                        "  reward:    smallest -2 (t02.msgpack)");
        assertThat(new SmallestRewardGate(-1).judge(batch).lines())
                .startsWith("Gate [every reward at least -1] is FAIL: 1 episode is below -1")
                .endsWith("  below:     t02.msgpack");
    }

    @Test
    void smallest_thatIsTooSmallStaysSo_evenWhereMuchIsAborted() {
        assertThat(new SmallestRewardGate(-1)
                        .judge(entries().rewards(-2).aborted(5).batch())
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(new SmallestRewardGate(-1).decided(entries().rewards(-2).batch(), 1))
                .isTrue();
        assertThat(new SmallestRewardGate(-1).decided(entries().rewards(2).batch(), 1))
                .isFalse();
        assertThat(new MeanRewardGate(-1, 0.95).decided(entries().rewards(2, 2).batch(), 1))
                .isFalse();
    }

    @Test
    void numbersThatAreNone_areRefused() {
        assertThatThrownBy(() -> new MeanRewardGate(Double.NaN, 0.95))
                .hasMessage("Attribute [mean = NaN] is not a number. Give one.");
        assertThatThrownBy(() -> new SmallestRewardGate(Double.POSITIVE_INFINITY))
                .hasMessage("Attribute [min = Infinity] is not a number. Give one.");
    }
}
