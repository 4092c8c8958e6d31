package dev.simarena.episode;

import java.nio.charset.StandardCharsets;

/**
 * Derive the seed of an episode from what identifies it.
 *
 * <p>The hash is FNV-1a of 64 bits over the parts, each text preceded by its length in bytes, finished by the mixing
 * function of SplitMix64. It must never change: seeds are written down in reports and reproduction commands.
 *
 * <p>Sources: Fowler, Noll, Vo, <i>The FNV Non-Cryptographic Hash Algorithm</i>; Steele, Lea, Flood, <i>Fast Splittable
 * Pseudorandom Number Generators</i>, with Stafford's variant 13 of the mixing function.
 */
public final class EpisodeSeed {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private EpisodeSeed() {}

    /**
     * Hash what identifies an episode into its seed, never an index or time.
     *
     * @param runSeed seed of the run
     * @param scenario name of the scenario
     * @param traceName relative name of the trace
     * @param policy name of the policy
     * @param repetition 0 for the first
     */
    public static long of(long runSeed, String scenario, String traceName, String policy, int repetition) {
        long hash = add(FNV_OFFSET, runSeed, Long.BYTES);
        hash = add(hash, scenario);
        hash = add(hash, traceName);
        hash = add(hash, policy);
        return mix(add(hash, repetition, Integer.BYTES));
    }

    /** Derive the seed of one purpose, for example {@code noise}, so that no two random sources share numbers. */
    static long stream(long seed, String purpose) {
        return mix(add(add(FNV_OFFSET, seed, Long.BYTES), purpose));
    }

    /** Derive the seed of one purpose at one step. */
    static long stream(long seed, String purpose, int step) {
        return mix(add(add(add(FNV_OFFSET, seed, Long.BYTES), purpose), step, Integer.BYTES));
    }

    private static long add(long hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long result = add(hash, bytes.length, Integer.BYTES);
        for (byte b : bytes) {
            result = (result ^ (b & 0xff)) * FNV_PRIME;
        }
        return result;
    }

    /** Add a number, most significant byte first. */
    private static long add(long hash, long number, int bytes) {
        long result = hash;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            result = (result ^ (number >>> shift & 0xff)) * FNV_PRIME;
        }
        return result;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
