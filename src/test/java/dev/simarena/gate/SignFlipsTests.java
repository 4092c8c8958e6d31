package dev.simarena.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipsTests {

    /** Darwin's maize, cross- less self-fertilized, in eighths of an inch, as Fisher printed it. */
    private static final List<Double> DARWIN =
            List.of(49.0, -67.0, 8.0, 16.0, 6.0, 23.0, 28.0, 41.0, 14.0, 29.0, 56.0, 24.0, 75.0, 60.0, -48.0);

    /** Fisher, The Design of Experiments, section 21: 863 of the 32,768 sums are as large as what was seen, 1,726 as extreme. */
    @Test
    void darwinsMaize_hasThePValueThatFisherCounted() {
        assertThat(SignFlips.of(DARWIN).twoSided()).isEqualTo(1726 / 32768.0);
        List<Double> other = DARWIN.stream().map(value -> -value / 8).toList();
        assertThat(SignFlips.of(other).twoSided()).isEqualTo(1726 / 32768.0);
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 0.0625", "6, 0, 0.03125", "0, 6, 0.03125", "9, 1, 0.021484375", "2, 2, 1", "0, 0, 1"})
    void signTest_hasThePValuesOfTheTables(int wins, int losses, double probability) {
        assertThat(SignFlips.signTest(wins, losses)).isCloseTo(probability, within(1e-12));
    }

    /** All wins: of 2^n sign flips only the one seen and its opposite are as extreme. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 20, 32})
    void allWins_areTwoOfAllSignFlips(int n) {
        assertThat(SignFlips.of(Collections.nCopies(n, 0.1)).twoSided()).isEqualTo(2 / Math.scalb(1.0, n));
    }

    @Test
    void noDifferences_haveThePValueOne() {
        assertThat(SignFlips.of(List.of()).twoSided()).isEqualTo(1);
        assertThat(SignFlips.of(List.of(0.0, 0.0, 0.0)).twoSided()).isEqualTo(1);
        // -0.3 and 0.1 + 0.2 are no exact opposites in binary
        assertThat(SignFlips.of(List.of(-0.3, 0.1 + 0.2)).twoSided()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 5", "0.9, 4", "0.99, 7", "0.5, 1"})
    void limits_takeSoManyDifferences(double confidence, int fewest) {
        assertThat(SignFlips.fewest(confidence)).isEqualTo(fewest);
        assertThat(SignFlips.of(Collections.nCopies(fewest, 2.0)).lower(confidence))
                .isEqualTo(2, within(1e-9));
        assertThat(SignFlips.of(Collections.nCopies(fewest - 1, 2.0)).lower(confidence))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SignFlips.of(Collections.nCopies(fewest - 1, 2.0)).upper(confidence))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Hartigan's typical values: the limit of rank k is the k-th smallest of all means of subsets. */
    @Test
    void limits_areMeansOfSubsets_inTheirOrder() {
        double[] means = new double[(1 << 15) - 1];
        for (int subset = 1; subset < 1 << 15; subset++) {
            double sum = 0;
            for (int i = 0; i < 15; i++) {
                sum += (subset >> i & 1) * DARWIN.get(i);
            }
            means[subset - 1] = sum / Integer.bitCount(subset);
        }
        Arrays.sort(means);
        SignFlips flips = SignFlips.of(DARWIN);

        // floor(0.05 · 32768) = 1638, floor(0.025 · 32768) = 819
        assertThat(flips.lower(0.95)).isCloseTo(means[1638 - 1], within(1e-8));
        assertThat(flips.lower(0.975)).isCloseTo(means[819 - 1], within(1e-8)).isNegative();
        assertThat(flips.upper(0.975)).isCloseTo(means[means.length - 819], within(1e-8));
    }

    /** One-sided p below 5 % and a lower limit above 0 are the same statement. */
    @Test
    void limitAndPValue_neverContradictEachOther() {
        Random random = new Random(5);
        for (int trial = 0; trial < 500; trial++) {
            List<Double> values = normal(random, 9, 0.5);
            double p = SignFlips.of(values).twoSided() / 2;
            boolean positive = values.stream().mapToDouble(Double::doubleValue).sum() > 0;
            assertThat(SignFlips.of(values).lower(0.95) > 0).isEqualTo(positive && p <= 0.05);
        }
    }

    @Test
    void manyDifferences_areDrawn_alwaysTheSame_andNearTheExactOnes() {
        List<Double> values = new ArrayList<>(DARWIN);
        values.addAll(DARWIN);
        SignFlips exact = SignFlips.of(values);
        values.addAll(List.of(0.0, 0.0, 0.0));
        SignFlips drawn = SignFlips.of(values);

        assertThat(exact.exact()).isTrue();
        assertThat(drawn.exact()).isFalse();
        // ties change no sum
        double p = exact.twoSided();
        assertThat(drawn.twoSided()).isCloseTo(p, within(4 * Math.sqrt(p / SignFlips.DRAWN)));
        assertThat(drawn.twoSided()).isEqualTo(SignFlips.of(values).twoSided());
        assertThat(drawn.lower(0.95))
                .isEqualTo(SignFlips.of(values).lower(0.95))
                .isBetween(0.0, 20.0);
        assertThat(SignFlips.of(Collections.nCopies(200, 0.1)).twoSided()).isEqualTo(1 / 100_000.0);
    }

    @Test
    void hugeDifferences_keepTheirOrder() {
        List<Double> values = List.of(1e300, 2e300, 3e300, 4e300, -1e299);

        assertThat(SignFlips.of(values).twoSided()).isEqualTo(4 / 32.0);
        assertThat(SignFlips.of(values).lower(0.95)).isCloseTo(-1e299, within(1e285));
    }

    /** With 12 traces the rank is 204 of 4,096: the limit holds in 1 - 204/4096 of all cases, whatever the shape. */
    @ParameterizedTest
    @ValueSource(strings = {"normal", "two points", "clusters"})
    void simulatedCoverage_ofPairedDifferences_isTheConfidence(String shape) {
        Random random = new Random(20_261_121);
        int below = 0;
        int above = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            List<Double> values = new ArrayList<>();
            for (int trace = 0; trace < 12; trace++) {
                values.add(-0.3
                        + switch (shape) {
                            case "normal" -> random.nextGaussian();
                            // far apart, with a little that tells equal ones from each other
                            case "two points" -> (random.nextBoolean() ? 1 : -1) + 0.01 * random.nextGaussian();
                            default -> cluster(random);
                        });
            }
            SignFlips flips = SignFlips.of(values);
            below += flips.lower(0.95) <= -0.3 ? 1 : 0;
            above += flips.upper(0.95) >= -0.3 ? 1 : 0;
        }
        double nominal = 1 - 204 / 4096.0;
        double error = 4 * Math.sqrt(nominal * (1 - nominal) / 10_000);
        assertThat(below / 10_000.0).isCloseTo(nominal, within(error));
        assertThat(above / 10_000.0).isCloseTo(nominal, within(error));
    }

    /** A trace has an effect of its own, five repetitions add noise: their mean is one difference. */
    private static double cluster(Random random) {
        double effect = random.nextGaussian();
        double sum = 0;
        for (int repetition = 0; repetition < 5; repetition++) {
            sum += effect + 0.5 * random.nextGaussian();
        }
        return sum / 5;
    }

    private static List<Double> normal(Random random, int n, double mean) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(mean + random.nextGaussian());
        }
        return values;
    }
}
