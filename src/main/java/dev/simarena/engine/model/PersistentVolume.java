package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import dev.simarena.trace.Quantity;
import java.util.Map;

/** Hold a piece of storage. */
public final class PersistentVolume extends ApiObject {

    /** Volumes of the core group. */
    public static final Gvk GVK = new Gvk("", "v1", "PersistentVolume");

    /** Finalizer that keeps a volume while it is bound. */
    public static final String PROTECTION = "kubernetes.io/pv-protection";

    private ObjectNode spec;
    private String phase = "Pending";
    private long phaseSince = NEVER;

    /** Build a volume; the spec has its defaults, and the caller changes it no more. */
    public PersistentVolume(String name, Map<String, String> labels, Map<String, String> annotations, ObjectNode spec) {
        super(GVK, null, name, labels, annotations);
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

    /** Return the phase: Pending, Available, Bound, Released or Failed. */
    public String phase() {
        return phase;
    }

    /** Enter a phase at a time in microseconds since 1970. */
    public void setPhase(String newPhase, long now) {
        phase = newPhase;
        phaseSince = now;
    }

    /** Return since when it is in its phase, in microseconds since 1970. */
    public long phaseSince() {
        return phaseSince == NEVER ? created() : phaseSince;
    }

    /** Return the reference to the claim that has it; missing where it is free. */
    public JsonNode claimRef() {
        return spec.path("claimRef");
    }

    /** Tell whether it is taken by a claim or kept for one of that name. */
    public boolean keptFor(PersistentVolumeClaim claim) {
        JsonNode reference = claimRef();
        String uid = reference.path("uid").asText("");
        return reference.path("name").asText("").equals(claim.name())
                && reference.path("namespace").asText("").equals(claim.namespace())
                && (uid.isEmpty() || uid.equals(claim.uid()));
    }

    /** Return the name of the storage class, empty where there is none. */
    public String storageClass() {
        String old = annotations().get("volume.beta.kubernetes.io/storage-class");
        return old != null ? old : spec.path("storageClassName").asText("");
    }

    /** Return the capacity in bytes. */
    public long capacityBytes() {
        return Quantity.parse(spec.path("capacity").path("storage").asText("0")).longValue();
    }
}
