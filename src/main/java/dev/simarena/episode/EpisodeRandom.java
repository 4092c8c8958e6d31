package dev.simarena.episode;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draw the random numbers of an episode, the same on every machine and JDK.
 *
 * <p>Bits come from {@link SplittableRandom}, which is SplitMix64. What is made of them is fixed here, since the JDK may
 * change its own methods: bounded integers by rejection, doubles from the upper 53 bits, and Gaussians by Marsaglia's
 * polar method with {@link StrictMath}. Not thread safe; an episode plays in one thread.
 */
final class EpisodeRandom implements RandomGenerator {

    private final SplittableRandom bits;
    private double spare = Double.NaN;

    EpisodeRandom(long seed) {
        this.bits = new SplittableRandom(seed);
    }

    @Override
    public long nextLong() {
        return bits.nextLong();
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException(EpisodeMessages.boundNotPositive(bound));
        }
        // Bits above the largest multiple of the bound would favor small numbers.
        long limit = (1L << 31) - (1L << 31) % bound;
        long drawn = nextLong() >>> 33;
        while (drawn >= limit) {
            drawn = nextLong() >>> 33;
        }
        return (int) (drawn % bound);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Draw from the standard normal distribution; source: Marsaglia, Bray, SIAM Review 6 (1964), 260-264. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double ready = spare;
            spare = Double.NaN;
            return ready;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
    }
}
