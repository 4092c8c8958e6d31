package dev.simarena.engine;

import dev.simarena.engine.kwok.Stages;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import java.time.Instant;
import java.util.Objects;

/** Set up a world; immutable. */
public final class WorldOptions implements Cloneable {

    private final long seed;
    private final Instant start;
    private PodListener listener = PodListener.NONE;
    private Latency latency = Latency.INSTANT;
    private TieBreak tieBreak = TieBreak.FIRST;
    private KubernetesVersion version = KubernetesVersion.V1_36;
    private Stages stages = Stages.FAST;
    private boolean eventObjects;
    private boolean systemObjects;

    private WorldOptions(long seed, Instant start) {
        this.seed = seed;
        this.start = Objects.requireNonNull(start, "Start [null] is no instant. Give one.");
    }

    /**
     * Start with a seed at an instant.
     *
     * @param seed seed of every random choice: names, uids, and through them ties
     * @param start instant at which the clock starts
     */
    public static WorldOptions of(long seed, Instant start) {
        return new WorldOptions(seed, start);
    }

    /** Return these options with a listener for pods. */
    public WorldOptions withListener(PodListener newListener) {
        WorldOptions options = copy();
        options.listener = newListener;
        return options;
    }

    /** Return these options with another latency; {@link Latency#INSTANT} by default. */
    public WorldOptions withLatency(Latency newLatency) {
        WorldOptions options = copy();
        options.latency = newLatency;
        return options;
    }

    /** Return these options with another choice among equally good nodes; {@link TieBreak#FIRST} by default. */
    public WorldOptions withTieBreak(TieBreak policy) {
        WorldOptions options = copy();
        options.tieBreak = policy;
        return options;
    }

    /**
     * Return these options with another version of Kubernetes to follow where versions differ; 1.36 by default.
     */
    public WorldOptions withVersion(KubernetesVersion other) {
        WorldOptions options = copy();
        options.version = other;
        return options;
    }

    /** Return these options with other stages, by which pods and other objects live; {@link Stages#FAST} by default. */
    public WorldOptions withStages(Stages newStages) {
        WorldOptions options = copy();
        options.stages = Objects.requireNonNull(newStages, "Stages [null] do not exist. Use Stages.FAST.");
        return options;
    }

    /**
     * Return these options with events kept as objects, or not, which is the default.
     *
     * <p>Where they are kept, every report makes or counts an object of kind Event as on a cluster, which goes after an
     * hour; where not, {@link World#events} tells the last 100 at no cost, and only clients make such objects.
     */
    public WorldOptions withEventObjects(boolean kept) {
        WorldOptions options = copy();
        options.eventObjects = kept;
        return options;
    }

    /**
     * Return these options with the objects that a cluster's own programs keep, or without, which is the default: the
     * default ServiceAccount and the CA bundle of each namespace, the Service {@code kubernetes} and the system's priority
     * classes; and with what its controllers note of each node, an annotation and an event.
     */
    public WorldOptions withSystemObjects(boolean kept) {
        WorldOptions options = copy();
        options.systemObjects = kept;
        return options;
    }

    public long seed() {
        return seed;
    }

    public Instant start() {
        return start;
    }

    public PodListener listener() {
        return listener;
    }

    public Latency latency() {
        return latency;
    }

    public TieBreak tieBreak() {
        return tieBreak;
    }

    public KubernetesVersion version() {
        return version;
    }

    public boolean eventObjects() {
        return eventObjects;
    }

    public boolean systemObjects() {
        return systemObjects;
    }

    public Stages stages() {
        return stages;
    }

    private WorldOptions copy() {
        try {
            return (WorldOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
