package dev.simarena.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Hold one Kubernetes object of a trace.
 *
 * <p>Objects are shared between a trace and its edits, so {@link #body()} must never be changed; copy it first.
 */
public final class TraceObject {

    private final ObjectNode body;
    private final Gvk gvk;
    private final @Nullable String namespace;
    private final String name;
    private final String key;

    private TraceObject(ObjectNode body) {
        this.body = body;
        this.gvk = Gvk.of(body.path("apiVersion").asText(), body.path("kind").asText());
        JsonNode metadata = body.path("metadata");
        this.namespace = metadata.path("namespace").textValue();
        this.name = metadata.path("name").asText();
        this.key = namespace == null ? name : namespace + "/" + name;
    }

    /** Wrap a Kubernetes object; the caller hands it over and changes it no more. */
    public static TraceObject of(ObjectNode body) {
        return new TraceObject(body);
    }

    /** Return the kind of the object. */
    public Gvk gvk() {
        return gvk;
    }

    /** Return the namespace, {@code null} for a cluster-scoped object. */
    public @Nullable String namespace() {
        return namespace;
    }

    /** Return the name, empty where the object has none. */
    public String name() {
        return name;
    }

    /** Return SimKube's key of the object: {@code namespace/name}, or the name where it is cluster-scoped. */
    public String key() {
        return key;
    }

    /** Return the whole object as it stands in the trace; read only. */
    public ObjectNode body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceObject that && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }

    @Override
    public String toString() {
        return gvk + " " + key();
    }
}
