package dev.simarena.engine;

import dev.simarena.engine.model.Pod;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Set up a world.
 *
 * @param seed seed of every random choice: names, uids, and through them ties
 * @param start instant at which the clock starts
 * @param podCreated told of each pod that is created; it must not change the world
 * @param podStarted told of each pod that becomes Running, at the instant it does; it may call
 *     {@link World#completeAt}, but nothing else that changes the world
 */
public record WorldOptions(long seed, Instant start, Consumer<Pod> podCreated, Consumer<Pod> podStarted) {

    /** Start with a seed at an instant. */
    public static WorldOptions of(long seed, Instant start) {
        return new WorldOptions(seed, start, pod -> {}, pod -> {});
    }

    /** Return these options with a listener for pods that are created. */
    public WorldOptions withPodCreated(Consumer<Pod> listener) {
        return new WorldOptions(seed, start, listener, podStarted);
    }

    /** Return these options with a listener for pods that become Running. */
    public WorldOptions withPodStarted(Consumer<Pod> listener) {
        return new WorldOptions(seed, start, podCreated, listener);
    }
}
