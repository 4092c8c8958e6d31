package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold a claim for storage. */
public final class PersistentVolumeClaim extends ApiObject {

    /** Claims of the core group. */
    public static final Gvk GVK = new Gvk("", "v1", "PersistentVolumeClaim");

    /** Annotation of a claim that has been bound. */
    public static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

    /** Annotation of a claim or volume whose partner a controller chose. */
    public static final String BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

    /** Finalizer that keeps a claim while pods use it. */
    public static final String PROTECTION = "kubernetes.io/pvc-protection";

    private ObjectNode spec;
    private String phase = "Pending";
    private @Nullable JsonNode accessModes;
    private @Nullable JsonNode capacity;

    /** Build a claim; the spec has its defaults, and the caller changes it no more. */
    public PersistentVolumeClaim(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            ObjectNode spec) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
    }

    /** Return the declared part as stored; read only. */
    public ObjectNode spec() {
        return spec;
    }

    /** Replace the declared part; the caller changes it no more. */
    public void setSpec(ObjectNode spec) {
        this.spec = spec;
    }

    /** Return the phase: Pending, Bound or Lost. */
    public String phase() {
        return phase;
    }

    /** Return the access modes of the volume it is bound to, {@code null} where it is not. */
    public @Nullable JsonNode accessModes() {
        return accessModes;
    }

    /** Return the capacity of the volume it is bound to, {@code null} where it is not. */
    public @Nullable JsonNode capacity() {
        return capacity;
    }

    /** Show how the claim stands; the JSON is read only from now on. */
    public void setStatus(String newPhase, @Nullable JsonNode newAccessModes, @Nullable JsonNode newCapacity) {
        phase = newPhase;
        accessModes = newAccessModes;
        capacity = newCapacity;
    }

    /** Return the name of the volume it asks for or is bound to, empty where there is none. */
    public String volumeName() {
        return spec.path("volumeName").asText("");
    }

    /** Return the name of the storage class, {@code null} where none was named; empty means none on purpose. */
    public @Nullable String storageClass() {
        String old = annotations().get("volume.beta.kubernetes.io/storage-class");
        if (old != null) {
            return old;
        }
        return spec.hasNonNull("storageClassName")
                ? spec.path("storageClassName").asText()
                : null;
    }

    /** Return the storage asked for in bytes. */
    public long requestedBytes() {
        return Quantity.parse(
                        spec.path("resources").path("requests").path("storage").asText("0"))
                .longValue();
    }

    /** Tell whether it has been bound. */
    public boolean bindCompleted() {
        return annotations().containsKey(BIND_COMPLETED);
    }
}
