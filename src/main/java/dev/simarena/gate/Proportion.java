package dev.simarena.gate;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Bound a rate from a sample: the exact one-sided limits of Clopper and Pearson.
 *
 * <p>The lower limit at confidence c is the (1 - c) quantile of Beta(x, n - x + 1), the upper limit the c quantile of
 * Beta(x + 1, n - x). The limits rise with x, also where x is no integer, as where repetitions of a trace share one
 * unit: then they are wider than needed, never narrower.
 *
 * <p>Source: Clopper, Pearson, <i>The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial</i>,
 * Biometrika 26 (1934).
 *
 * @param successes number of units that succeeded, 0 to {@code units}; a unit may have succeeded in part
 * @param units number of units, 0 or more
 */
public record Proportion(double successes, int units) {

    /** Sums of fractions differ by this little from what they should be. */
    private static final double ROUNDING = 1e-9;

    /** No gate asks for more. */
    private static final int MOST = 1_000_000;

    public Proportion {
        if (!(successes >= -ROUNDING && successes <= units + ROUNDING)) {
            throw new IllegalArgumentException(
                    "Proportion [%s of %d] is none. Count again.".formatted(successes, units));
        }
        double whole = Math.rint(successes);
        successes = Math.abs(successes - whole) <= ROUNDING ? whole : successes;
    }

    /**
     * Return what the true rate is at least, with this confidence.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double lower(double confidence) {
        return successes <= 0
                ? 0
                : BetaDistribution.of(successes, units - successes + 1).inverseCumulativeProbability(1 - confidence);
    }

    /**
     * Return what the true rate is at most, with this confidence.
     *
     * @param confidence one-sided, more than 0 and less than 1
     */
    public double upper(double confidence) {
        return successes >= units
                ? 1
                : BetaDistribution.of(successes + 1, units - successes).inverseCumulativeProbability(confidence);
    }

    /**
     * Return how many more units, all successful, raise the lower limit to a rate; 0 where it is there.
     *
     * @param rate more than 0 and less than 1
     * @param confidence one-sided, more than 0 and less than 1
     */
    public int stillNeeded(double rate, double confidence) {
        int low = 0;
        int high = 1;
        while (high < MOST && more(high).lower(confidence) < rate) {
            high *= 2;
        }
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (more(middle).lower(confidence) >= rate) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Proportion more(int solved) {
        return new Proportion(successes + solved, units + solved);
    }
}
