package dev.simarena.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanTests {

    /** Values 1 to 10: mean 5.5, deviation √(82.5 / 9) = 3.02765; t of the tables for 9 degrees and 95 % one-sided is 1.833. */
    @Test
    void limits_areThoseOfTheTables() {
        Mean mean = Mean.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0));

        assertThat(mean.mean()).isEqualTo(5.5);
        assertThat(mean.deviation()).isCloseTo(3.02765, within(1e-5));
        double margin = 1.833 * 3.02765 / Math.sqrt(10);
        assertThat(mean.lower(0.95)).isCloseTo(5.5 - margin, within(1e-3));
        assertThat(mean.upper(0.95)).isCloseTo(5.5 + margin, within(1e-3));
    }

    @Test
    void oneValue_hasNoLimits() {
        assertThat(Mean.of(List.of(1.0)).lower(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Mean.of(List.of(1.0)).upper(0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Mean.of(List.of(1.0)).stillNeeded(0, 0.95)).hasValue(1);
        assertThat(Mean.of(List.of()).stillNeeded(0, 0.95)).hasValue(2);
        assertThat(Mean.of(List.of()).mean()).isNaN();
    }

    @Test
    void valuesThatAreAllEqual_haveNoMargin() {
        assertThat(Mean.of(List.of(2.0, 2.0, 2.0)).lower(0.95)).isEqualTo(2);
        assertThat(Mean.of(List.of(2.0, 2.0, 2.0)).upper(0.95)).isEqualTo(2);
    }

    @Test
    void stillNeeded_isWhatMakesTheLimitReachTheThreshold() {
        Mean mean = Mean.of(List.of(1.0, 2.0, 3.0, 4.0));
        int needed = mean.stillNeeded(2, 0.95).orElseThrow();

        assertThat(new Mean(mean.mean(), mean.deviation(), 4 + needed).lower(0.95))
                .isGreaterThanOrEqualTo(2);
        assertThat(new Mean(mean.mean(), mean.deviation(), 3 + needed).lower(0.95))
                .isLessThan(2);
        assertThat(mean.stillNeeded(3, 0.95)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void simulatedCoverage_ofNormalValues_isTheConfidence() {
        Random random = new Random(42);
        int below = 0;
        int above = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                values.add(-1.5 + 0.7 * random.nextGaussian());
            }
            Mean mean = Mean.of(values);
            below += mean.lower(0.95) <= -1.5 ? 1 : 0;
            above += mean.upper(0.95) >= -1.5 ? 1 : 0;
        }
        double error = 4 * Math.sqrt(0.95 * 0.05 / 10_000);
        assertThat(below / 10_000.0).isCloseTo(0.95, within(error));
        assertThat(above / 10_000.0).isCloseTo(0.95, within(error));
    }
}
