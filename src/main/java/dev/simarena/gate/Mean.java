package dev.simarena.gate;

import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bound a mean from a sample: the one-sided limits of Student's t, {@code mean ± t(c; n - 1) s / √n}.
 *
 * @param mean mean of the sample, NaN where it is empty
 * @param deviation standard deviation with divisor n - 1, NaN for fewer than two values
 * @param size number of values
 */
public record Mean(double mean, double deviation, int size) {

    /** More than this many are not worth counting on. */
    private static final int MOST = 100_000;

    /** Take the mean of independent values. */
    public static Mean of(List<Double> values) {
        int n = values.size();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = n == 0 ? Double.NaN : sum / n;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Mean(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)), n);
    }

    /**
     * Return what the true mean is at least, with this confidence; negative infinity for fewer than two values.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double lower(double confidence) {
        return size < 2 ? Double.NEGATIVE_INFINITY : mean - margin(confidence, size);
    }

    /**
     * Return what the true mean is at most, with this confidence; infinity for fewer than two values.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double upper(double confidence) {
        return size < 2 ? Double.POSITIVE_INFINITY : mean + margin(confidence, size);
    }

    /**
     * Return how many more values with the same mean and deviation raise the lower limit to a threshold; 0 where it is
     * there, empty where none would.
     */
    public OptionalInt stillNeeded(double threshold, double confidence) {
        if (size < 2) {
            return OptionalInt.of(2 - size);
        }
        if (mean <= threshold && deviation > 0) {
            return OptionalInt.empty();
        }
        for (int n = size; n < MOST; n = n < 1000 ? n + 1 : n + n / 1000) {
            if (mean - margin(confidence, n) >= threshold) {
                return OptionalInt.of(n - size);
            }
        }
        return OptionalInt.empty();
    }

    private double margin(double confidence, int n) {
        return deviation == 0
                ? 0
                : TDistribution.of(n - 1).inverseCumulativeProbability(confidence) * deviation / Math.sqrt(n);
    }
}
