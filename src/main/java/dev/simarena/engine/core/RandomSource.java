package dev.simarena.engine.core;

/**
 * Draw numbers from a seed, with a state that can be copied, which the JDK's generators do not allow.
 *
 * <p>SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014) with the golden gamma.
 */
public final class RandomSource {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Start from a seed. */
    public RandomSource(long seed) {
        state = seed;
    }

    /** Return a source for another purpose; both go on independently. */
    public RandomSource split() {
        return new RandomSource(nextLong());
    }

    /** Return a source for another purpose without drawing from this one. */
    public RandomSource aside() {
        return new RandomSource(~state);
    }

    /** Return 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long bits = state;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /**
     * Return a number from 0 to a bound, exclusive.
     *
     * @param bound 1 or more
     */
    public int nextInt(int bound) {
        // The high half of a 32 by 32 bit product; its bias is below bound / 2^32.
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Return a number from 0 to 1, exclusive. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Go on where another source stands. */
    public void copyFrom(RandomSource original) {
        state = original.state;
    }
}
