package dev.simarena.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTests {

    /** What straight passes claim at 95 %, one-sided; the limit of n of n is the n-th root of 0.05. */
    @ParameterizedTest
    @CsvSource({
        "0.8, 14",
        "0.9, 29",
        "0.95, 59",
    })
    void straightPasses_claimARateFromTheNumberThatIsPublished(double rate, int passes) {
        assertThat(new Proportion(passes, passes).lower(0.95)).isGreaterThanOrEqualTo(rate);
        assertThat(new Proportion(passes - 1, passes - 1).lower(0.95)).isLessThan(rate);
        assertThat(new Proportion(0, 0).stillNeeded(rate, 0.95)).isEqualTo(passes);
        assertThat(new Proportion(passes - 1, passes - 1).stillNeeded(rate, 0.95))
                .isEqualTo(1);
        assertThat(new Proportion(passes, passes).stillNeeded(rate, 0.95)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3, 0.37", "5, 0.55", "10, 0.74"})
    void straightPasses_haveTheLowerLimitsThatArePublished(int passes, double limit) {
        assertThat(new Proportion(passes, passes).lower(0.95)).isCloseTo(limit, within(0.005));
        assertThat(new Proportion(passes, passes).upper(0.95)).isEqualTo(1);
        assertThat(new Proportion(0, passes).upper(0.95)).isCloseTo(1 - limit, within(0.005));
        assertThat(new Proportion(0, passes).lower(0.95)).isZero();
    }

    /** The two-sided 95 % interval of 8 of 10, as tables of Clopper and Pearson's give it: 0.4439 to 0.9748. */
    @Test
    void eightOfTen_hasTheLimitsOfTheTables() {
        assertThat(new Proportion(8, 10).lower(0.975)).isCloseTo(0.4439, within(0.00005));
        assertThat(new Proportion(8, 10).upper(0.975)).isCloseTo(0.9748, within(0.00005));
    }

    @Test
    void failures_raiseWhatIsNeeded() {
        // 22 of 23 is the first with one failure that claims 0.8 at 95 %: 21 of 22 has the limit 0.8015, 20 of 21
        // 0.7933
        assertThat(new Proportion(20, 21).lower(0.95)).isLessThan(0.8);
        assertThat(new Proportion(21, 22).lower(0.95)).isGreaterThan(0.8);
        assertThat(new Proportion(10, 11).stillNeeded(0.8, 0.95)).isEqualTo(11);
    }

    /** How often the limit holds is a sum over the binomial distribution; 10,000 trials must find it, and it is no less than promised. */
    @ParameterizedTest
    @CsvSource({"22, 0.8, 0.95", "22, 0.95, 0.95", "10, 0.5, 0.9", "100, 0.3, 0.95"})
    void simulatedCoverage_isWhatTheBinomialSays_andAtLeastTheConfidence(int n, double rate, double confidence) {
        boolean[] holds = new boolean[n + 1];
        double exact = 0;
        double chance = Math.pow(1 - rate, n);
        for (int x = 0; x <= n; x++) {
            holds[x] = new Proportion(x, n).lower(confidence) <= rate;
            exact += holds[x] ? chance : 0;
            chance *= (double) (n - x) / (x + 1) * rate / (1 - rate);
        }
        Random random = new Random(20_261_121);
        int held = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            int x = 0;
            for (int i = 0; i < n; i++) {
                x += random.nextDouble() < rate ? 1 : 0;
            }
            held += holds[x] ? 1 : 0;
        }
        double error = 4 * Math.sqrt(exact * (1 - exact) / 10_000);
        assertThat(held / 10_000.0).isCloseTo(exact, within(Math.max(error, 1e-4)));
        assertThat(exact).isGreaterThanOrEqualTo(confidence);
    }

    /** Repetitions of a trace are alike: each trace has a rate of its own, and five repetitions show only that. */
    @Test
    void simulatedCoverage_ofRepetitionsWithinTraces_isAtLeastTheConfidence() {
        Random random = new Random(7);
        int traces = 20;
        int held = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            double solved = 0;
            for (int trace = 0; trace < traces; trace++) {
                // rates 0.5 to 1.0, 0.75 in the mean
                double rate = 0.5 + random.nextDouble() / 2;
                int passes = 0;
                for (int repetition = 0; repetition < 5; repetition++) {
                    passes += random.nextDouble() < rate ? 1 : 0;
                }
                solved += passes / 5.0;
            }
            held += new Proportion(solved, traces).lower(0.95) <= 0.75 ? 1 : 0;
        }
        assertThat(held / 10_000.0).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void partsOfUnits_moveTheLimitsBetweenThoseOfWholeOnes() {
        double less = new Proportion(13, 14).lower(0.95);
        double more = new Proportion(14, 14).lower(0.95);
        assertThat(new Proportion(13 + 2.0 / 3, 14).lower(0.95)).isBetween(less, more);
        assertThat(new Proportion(14 * (1.0 / 3 + 1.0 / 3 + 1.0 / 3), 14).lower(0.95))
                .isEqualTo(more);
    }

    @Test
    void moreSuccessesThanUnits_areRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessage("Proportion [3.0 of 2] is none. Count again.");
    }
}
