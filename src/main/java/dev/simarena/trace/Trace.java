package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hold a SimKube trace: timed events that apply and delete Kubernetes objects; immutable. */
public final class Trace {

    /** The version of SimKube's format that traces have here. */
    static final int VERSION = 2;

    static final Comparator<TraceEvent> BY_TIME = Comparator.comparingLong(TraceEvent::ts);

    private final List<String> keys;
    private final TracerConfig config;
    private final List<TraceEvent> events;
    private final TraceIndex index;
    private final PodLifecycles lifecycles;
    private final Map<String, JsonNode> others;

    // Derived from the above when first asked for; every thread derives the same.
    private volatile @Nullable AppliedObjects applied;
    private volatile byte @Nullable [] bytes;
    private volatile @Nullable String sha256;

    /**
     * Join the parts of a trace.
     *
     * @param keys top-level keys in their order
     * @param others values of the top-level keys SimKube does not know
     * @param source what the trace was read from, {@code null} where that is not what it would be written to
     */
    Trace(
            List<String> keys,
            TracerConfig config,
            List<TraceEvent> events,
            TraceIndex index,
            PodLifecycles lifecycles,
            Map<String, JsonNode> others,
            byte @Nullable [] source) {
        this.keys = List.copyOf(keys);
        this.config = config;
        this.events = inOrder(events);
        this.index = index;
        this.lifecycles = lifecycles;
        this.others = Map.copyOf(others);
        this.bytes = source;
    }

    /** Build a trace whose config, index and (empty) lifecycles follow from its events, ready for SimKube 2.6+. */
    public static Trace of(List<TraceEvent> events) {
        TracerConfig config = TracerConfig.tracking(AppliedObjects.kinds(events));
        List<TraceEvent> sorted = inOrder(events);
        TraceIndex index = TraceConsistency.index(config, new AppliedObjects(sorted));
        return new Trace(TraceKeys.TOP, config, sorted, index, PodLifecycles.EMPTY, Map.of(), null);
    }

    /** Return this trace with the top-level key {@code metadata}, which SimKube ignores; it comes last where new. */
    public Trace withMetadata(JsonNode metadata) {
        List<String> more = new ArrayList<>(keys);
        if (!others.containsKey(TraceKeys.METADATA)) {
            more.add(TraceKeys.METADATA);
        }
        Map<String, JsonNode> changed = new LinkedHashMap<>(others);
        changed.put(TraceKeys.METADATA, metadata.deepCopy());
        return new Trace(more, config, events, index, lifecycles, changed, null);
    }

    /**
     * Return this trace with other events, in which index and lifecycles are kept consistent.
     *
     * <p>Tracked objects that changed get a new hash in the index, and those that had no entry get one, also where the
     * index was empty. Known kinds that occur for the first time become tracked. Lifecycles follow the pod template
     * they were recorded for. Entries of objects that are applied no more go; all else stays as it is.
     */
    public Trace withEvents(List<TraceEvent> newEvents) {
        List<TraceEvent> sorted = inOrder(newEvents);
        if (sorted.equals(events)) {
            return this;
        }
        AppliedObjects before = applied();
        AppliedObjects after = new AppliedObjects(sorted);
        TracerConfig tracking = config.alsoTracking(after.kindsBeyond(before));
        TraceConsistency consistency = new TraceConsistency(tracking, before, after);
        Trace trace = new Trace(
                keys, tracking, sorted, consistency.index(index), consistency.lifecycles(lifecycles), others, null);
        trace.applied = after;
        return trace;
    }

    /** Return this trace with an entry in the index for every tracked object that is applied; what is there stays. */
    public Trace indexed() {
        TraceIndex complete = new TraceConsistency(config, applied(), applied()).index(index);
        return complete.equals(index) ? this : new Trace(keys, config, events, complete, lifecycles, others, null);
    }

    private AppliedObjects applied() {
        AppliedObjects known = applied;
        if (known == null) {
            known = new AppliedObjects(events);
            applied = known;
        }
        return known;
    }

    private static List<TraceEvent> inOrder(List<TraceEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).ts() < events.get(i - 1).ts()) {
                return events.stream().sorted(BY_TIME).toList();
            }
        }
        return List.copyOf(events);
    }

    /** Return the version of the format, 2. */
    public int version() {
        return VERSION;
    }

    /** Return the events in time order; several may have the same time, and some may be empty. */
    public List<TraceEvent> events() {
        return events;
    }

    /** Return the time of the first event in unix seconds, 0 where there is none. */
    public long start() {
        return events.isEmpty() ? 0 : events.get(0).ts();
    }

    /** Return the time of the last event in unix seconds, 0 where there is none. */
    public long end() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).ts();
    }

    /** Return the kinds in {@code config.trackedObjects}, in the order of the file. */
    public List<Gvk> trackedKinds() {
        return List.copyOf(config.kinds());
    }

    /**
     * Return where a tracked kind has its pod templates: JSON pointers in which {@code *} stands for every element.
     *
     * @return SimKube's default where the trace gives none, empty where the kind is not tracked
     */
    public List<String> podTemplatePaths(Gvk gvk) {
        return config.paths(gvk);
    }

    /**
     * Return when the pods of an owner ran: the first list of the owner, as SimKube takes it for known kinds.
     *
     * @param key {@code namespace/name} of the owner
     */
    public List<Lifecycle> lifecycles(Gvk owner, String key) {
        return lifecyclesByHash(owner, key).values().stream().findFirst().orElse(List.of());
    }

    /** Return every list of lifecycles of an owner under the (unsigned) hash of its pods, in the order of the file. */
    public Map<Long, List<Lifecycle>> lifecyclesByHash(Gvk owner, String key) {
        return lifecycles.of(new ObjectKey(owner, key));
    }

    /** Return the owners whose pods have recorded lifecycles, in the order of the file. */
    public List<ObjectKey> lifecycleOwners() {
        return List.copyOf(lifecycles.byOwner().keySet());
    }

    /** Return the hash (unsigned) of an object's spec in the index, if it is there. */
    public Optional<Long> indexHash(Gvk gvk, String key) {
        return index.hash(new ObjectKey(gvk, key));
    }

    /** Return the top-level {@code metadata}, which SimKube ignores; read only. */
    public Optional<JsonNode> metadata() {
        return Optional.ofNullable(others.get(TraceKeys.METADATA));
    }

    /**
     * Return what the trace declares about itself under {@code metadata.arena}, if anything.
     *
     * @throws TraceFormatException when the declaration is not one; a trace read from a file was checked already
     */
    public Optional<TraceDeclaration> declaration() {
        try {
            return metadata().flatMap(TraceDeclaration::declared);
        } catch (TraceFault fault) {
            throw new TraceFormatException(
                    "in memory", -1, TraceMessages.unreadable("in memory", -1, fault.reason(), fault.advice()), null);
        }
    }

    /**
     * Return the trace as SimKube's MessagePack, version 2: for an untouched trace byte for byte what was read.
     *
     * @throws TraceFormatException when SimKube would refuse to load it
     */
    public byte[] toBytes() {
        return encoded().clone();
    }

    /** Return lower-case hex SHA-256 of {@link #toBytes()}. */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = HexFormat.of().formatHex(digest().digest(encoded()));
            sha256 = known;
        }
        return known;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Digest [SHA-256] is missing. Use a Java that has it; all must.", e);
        }
    }

    /** Return the bytes to write; read only. */
    byte[] encoded() {
        byte[] known = bytes;
        if (known == null) {
            config.check();
            known = MessagePackWriter.write(this);
            bytes = known;
        }
        return known;
    }

    /** Return the top-level keys in their order. */
    List<String> keys() {
        return keys;
    }

    /** Return the JSON view of a part; events and lifecycles have their own accessors. */
    JsonNode part(String key) {
        return switch (key) {
            case TraceKeys.VERSION -> IntNode.valueOf(VERSION);
            case TraceKeys.CONFIG -> config.node();
            case TraceKeys.INDEX -> index.toNode();
            case TraceKeys.POD_LIFECYCLES -> lifecycles.toNode();
            default -> Objects.requireNonNull(others.get(key), key);
        };
    }

    PodLifecycles lifecycles() {
        return lifecycles;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trace that
                && events.equals(that.events)
                && keys.equals(that.keys)
                && config.node().equals(that.config.node())
                && index.equals(that.index)
                && lifecycles.equals(that.lifecycles)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        return events.hashCode();
    }

    @Override
    public String toString() {
        return "Trace[%d events from %d to %d]".formatted(events.size(), start(), end());
    }
}
