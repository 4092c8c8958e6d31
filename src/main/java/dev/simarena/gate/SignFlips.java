package dev.simarena.gate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Test and bound the center of paired differences by flipping their signs.
 *
 * <p>Where the differences lie symmetrically around a center c, each of the 2ⁿ ways to give the values d - c their signs is
 * as likely as any other. The p-value counts those that are at least as extreme as what was seen. The limits turn the same
 * test round: the lower one at confidence 1 - α is the k-th smallest mean of a subset of the differences, k = ⌊α 2ⁿ⌋. No
 * distribution is assumed, and fewer than {@link #fewest} differences have no limit.
 *
 * <p>Up to {@value #EXACT} differences all sign flips count. Beyond, {@value #DRAWN} of them do, drawn with a fixed seed.
 * All is counted in whole billionths, so that sums of decimal rewards are equal where they should be.
 *
 * <p>Sources: Fisher, <i>The Design of Experiments</i> (1935), section 21; Hartigan, <i>Using Subsample Values as Typical
 * Values</i>, Journal of the American Statistical Association 64 (1969).
 */
final class SignFlips {

    /** Most differences for which every sign flip is counted: {@value}. */
    static final int EXACT = 32;

    /** Sign flips that are drawn beyond: {@value}. */
    static final int DRAWN = 99_999;

    private static final long SEED = 0x5349_474e_464c_4950L;

    /** Largest whole number that so many differences may add up to. */
    private static final double LARGEST = 1e18;

    private final long[] values;
    private final double unit;

    private SignFlips(long[] values, double unit) {
        this.values = values;
        this.unit = unit;
    }

    /** Take independent differences, each a finite number. */
    static SignFlips of(List<Double> differences) {
        double largest = differences.stream().mapToDouble(Math::abs).max().orElse(0);
        double unit = 1e-9;
        while (largest / unit * 4 * Math.max(1, differences.size()) > LARGEST) {
            unit *= 10;
        }
        double one = unit;
        return new SignFlips(
                differences.stream()
                        .mapToLong(difference -> Math.round(difference / one))
                        .toArray(),
                unit);
    }

    /** Return how many differences it takes for a limit with this confidence, for example 5 for 0.95. */
    static int fewest(double confidence) {
        int n = 1;
        while (rank(confidence, Math.scalb(1.0, n)) < 1) {
            n++;
        }
        return n;
    }

    /**
     * Return the two-sided p-value of an exact sign test, in which ties do not count: 1 where there is nothing else.
     *
     * @param wins number of positive differences
     * @param losses number of negative ones
     */
    static double signTest(int wins, int losses) {
        int trials = wins + losses;
        return trials == 0
                ? 1
                : Math.min(1, 2 * BinomialDistribution.of(trials, 0.5).cumulativeProbability(Math.min(wins, losses)));
    }

    /** Tell whether every sign flip counts. */
    boolean exact() {
        return values.length <= EXACT;
    }

    /** Return the two-sided p-value of a center of 0: 1 where all differences are 0, or there is none. */
    double twoSided() {
        long total = Arrays.stream(values).sum();
        if (total == 0) {
            return 1;
        }
        if (exact()) {
            SignFlips positive = total > 0 ? this : negative();
            return 2 * positive.subsetsUpTo(0) / Math.scalb(1.0, values.length);
        }
        int extreme = 0;
        for (Subset subset : drawn()) {
            extreme += Math.abs(total - 2 * subset.sum()) >= Math.abs(total) ? 1 : 0;
        }
        return (extreme + 1.0) / (DRAWN + 1);
    }

    /**
     * Return what the center is at least, with this confidence; negative infinity for too few differences.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    double lower(double confidence) {
        double subsets = exact() ? Math.scalb(1.0, values.length) : DRAWN + 1;
        long rank = rank(confidence, subsets);
        if (rank < 1 || values.length == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return exact() ? unit * exactMean(rank) : drawnMean(rank);
    }

    /**
     * Return what the center is at most, with this confidence; infinity for too few differences.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    double upper(double confidence) {
        return -negative().lower(confidence);
    }

    private static long rank(double confidence, double subsets) {
        return (long) Math.floor((1 - confidence) * subsets + 1e-9);
    }

    private SignFlips negative() {
        return new SignFlips(Arrays.stream(values).map(value -> -value).toArray(), unit);
    }

    /** Return the smallest number that at least so many means of subsets reach. */
    private long exactMean(long rank) {
        long low = Arrays.stream(values).min().orElse(0);
        long high = Arrays.stream(values).max().orElse(0);
        while (low < high) {
            long middle = low + (high - low) / 2;
            // the empty subset is always among them
            if (subsetsUpTo(middle) - 1 >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double drawnMean(long rank) {
        double[] means = Arrays.stream(drawn())
                .mapToDouble(subset -> (double) subset.sum() / subset.size())
                .sorted()
                .toArray();
        return unit * means[(int) rank - 1];
    }

    /** Count the subsets, the empty one among them, whose mean is at most a center. */
    private double subsetsUpTo(long center) {
        int half = values.length / 2;
        long[] left = sums(0, half, center);
        long[] right = sums(half, values.length, center);
        long count = 0;
        int fitting = right.length;
        for (long sum : left) {
            while (fitting > 0 && sum + right[fitting - 1] > 0) {
                fitting--;
            }
            count += fitting;
        }
        return count;
    }

    /** Return the sums of all subsets of some values, as differences from a center, in ascending order. */
    private long[] sums(int from, int to, long center) {
        long[] sums = {0};
        for (int i = from; i < to; i++) {
            long value = values[i] - center;
            long[] more = new long[2 * sums.length];
            int without = 0;
            int with = 0;
            for (int j = 0; j < more.length; j++) {
                boolean takesWithout =
                        with == sums.length || (without < sums.length && sums[without] <= sums[with] + value);
                more[j] = takesWithout ? sums[without++] : sums[with++] + value;
            }
            sums = more;
        }
        return sums;
    }

    private record Subset(long sum, int size) {}

    /** Draw subsets, none of them empty. */
    private Subset[] drawn() {
        SplittableRandom random = new SplittableRandom(SEED);
        Subset[] subsets = new Subset[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            int size = 0;
            long sum = 0;
            while (size == 0) {
                long bits = 0;
                for (int j = 0; j < values.length; j++) {
                    bits = j % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
                    if ((bits & 1) == 1) {
                        size++;
                        sum += values[j];
                    }
                }
            }
            subsets[i] = new Subset(sum, size);
        }
        return subsets;
    }
}
