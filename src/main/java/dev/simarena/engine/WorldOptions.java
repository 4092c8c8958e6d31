package dev.simarena.engine;

import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import java.time.Instant;

/**
 * Set up a world.
 *
 * @param seed seed of every random choice: names, uids, and through them ties
 * @param start instant at which the clock starts
 * @param listener told of pods
 * @param tieBreak which of several equally good nodes gets a pod
 * @param version version of Kubernetes whose scheduler to follow where versions differ
 */
public record WorldOptions(
        long seed, Instant start, PodListener listener, TieBreak tieBreak, KubernetesVersion version) {

    /** Start with a seed at an instant. */
    public static WorldOptions of(long seed, Instant start) {
        return new WorldOptions(seed, start, PodListener.NONE, TieBreak.FIRST, KubernetesVersion.V1_36);
    }

    /** Return these options with a listener for pods. */
    public WorldOptions withListener(PodListener newListener) {
        return new WorldOptions(seed, start, newListener, tieBreak, version);
    }

    /** Return these options with another choice among equally good nodes. */
    public WorldOptions withTieBreak(TieBreak policy) {
        return new WorldOptions(seed, start, listener, policy, version);
    }

    /** Return these options with another version of Kubernetes to follow where versions differ. */
    public WorldOptions withVersion(KubernetesVersion other) {
        return new WorldOptions(seed, start, listener, tieBreak, other);
    }
}
