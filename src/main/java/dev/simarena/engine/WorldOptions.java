package dev.simarena.engine;

import java.time.Instant;

/**
 * Set up a world.
 *
 * @param seed seed of every random choice: names, uids, and through them ties
 * @param start instant at which the clock starts
 * @param listener told of pods
 */
public record WorldOptions(long seed, Instant start, PodListener listener) {

    /** Start with a seed at an instant. */
    public static WorldOptions of(long seed, Instant start) {
        return new WorldOptions(seed, start, PodListener.NONE);
    }

    /** Return these options with a listener for pods. */
    public WorldOptions withListener(PodListener newListener) {
        return new WorldOptions(seed, start, newListener);
    }
}
