package dev.simarena.episode;

/** Derive the seed of an episode from what identifies it. */
public final class EpisodeSeed {

    private EpisodeSeed() {}

    /** Hash (run seed, scenario, trace name, policy, repetition) into a seed, never an index or time. */
    public static long of(long runSeed, String scenario, String traceName, String policy, int repetition) {
        throw new UnsupportedOperationException();
    }
}
