package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Hold a SimKube trace: timed events that apply and delete Kubernetes objects; immutable. */
public final class Trace {

    /** Build a trace whose config, index and (empty) lifecycles follow from its events, ready for SimKube 2.6+. */
    public static Trace of(List<TraceEvent> events) {
        throw new UnsupportedOperationException();
    }

    /** Same trace with the top-level key {@code metadata}. */
    public Trace withMetadata(JsonNode metadata) {
        throw new UnsupportedOperationException();
    }

    /** Trace with other events; index hashes and lifecycles are kept consistent. */
    public Trace withEvents(List<TraceEvent> events) {
        throw new UnsupportedOperationException();
    }

    public int version() {
        throw new UnsupportedOperationException();
    }

    /** Events in time order, never empty lists changed. */
    public List<TraceEvent> events() {
        throw new UnsupportedOperationException();
    }

    /** Unix seconds of first/last event; 0 for none. */
    public long start() {
        throw new UnsupportedOperationException();
    }

    public long end() {
        throw new UnsupportedOperationException();
    }

    /** Tracked pod-template JSON pointers of a kind (with SimKube's defaults), empty where not tracked/unknown. */
    public List<String> podTemplatePaths(Gvk gvk) {
        throw new UnsupportedOperationException();
    }

    /** Recorded lifecycles of the pods owned by an object ("ns/name"): those of the first hash, as SimKube takes them. */
    public List<Lifecycle> lifecycles(Gvk owner, String key) {
        throw new UnsupportedOperationException();
    }

    /** Spec hash in the index (unsigned), if there. */
    public Optional<Long> indexHash(Gvk gvk, String key) {
        throw new UnsupportedOperationException();
    }

    /** Top-level {@code metadata}, which SimKube ignores. */
    public Optional<JsonNode> metadata() {
        throw new UnsupportedOperationException();
    }

    /** What the trace declares about itself under {@code metadata.arena}, if anything. */
    public Optional<TraceDeclaration> declaration() {
        throw new UnsupportedOperationException();
    }

    /** SimKube v2 MessagePack; byte for byte the source for an untouched v2 trace. */
    public byte[] toBytes() {
        throw new UnsupportedOperationException();
    }

    /** Lower-case hex SHA-256 of {@link #toBytes()}. */
    public String sha256() {
        throw new UnsupportedOperationException();
    }
}
