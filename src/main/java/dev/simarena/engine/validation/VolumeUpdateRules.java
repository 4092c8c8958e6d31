package dev.simarena.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.trace.Quantity;
import java.util.List;

/**
 * Check changes of volumes and claims, of which little may change.
 *
 * <p>Source: {@code ValidatePersistentVolumeUpdate} and {@code ValidatePersistentVolumeClaimUpdate}.
 */
final class VolumeUpdateRules {

    private static final String MODE = "volumeMode";
    private static final String ATTRIBUTES = "volumeAttributesClassName";

    /** Fields of a volume that do not say what it is made of. */
    private static final List<String> BESIDE_SOURCE = List.of(
            "capacity",
            "accessModes",
            "claimRef",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "mountOptions",
            MODE,
            "nodeAffinity",
            ATTRIBUTES);

    private VolumeUpdateRules() {}

    static void claim(JsonNode object, JsonNode before, FieldErrors errors) {
        ObjectNode spec = object.path("spec").deepCopy();
        ObjectNode old = before.path("spec").deepCopy();
        JsonNode size = spec.at("/resources/requests/storage");
        JsonNode oldSize = old.at("/resources/requests/storage");
        if (old.path("volumeName").asText("").isEmpty()) {
            take(old, spec, "volumeName");
        }
        if (old.path("storageClassName").isMissingNode()) {
            take(old, spec, "storageClassName");
        }
        if (before.path("status").path("phase").asText().equals("Bound")) {
            take(spec, old, ATTRIBUTES);
            if (!oldSize.isMissingNode()) {
                spec.withObject("/resources/requests").set("storage", oldSize);
            }
        }
        if (!WorkloadRules.same(spec, old)) {
            errors.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound"
                            + " claims\n"
                            + PodUpdateRules.difference("PersistentVolumeClaimSpec", old, spec));
        }
        if (compared(size, oldSize) < 0 && compared(size, before.at("/status/capacity/storage")) <= 0) {
            errors.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
        }
        mode(object, before, errors);
    }

    static void volume(JsonNode object, JsonNode before, FieldErrors errors) {
        ObjectNode source = object.path("spec").deepCopy();
        ObjectNode old = before.path("spec").deepCopy();
        source.remove(BESIDE_SOURCE);
        old.remove(BESIDE_SOURCE);
        if (old.path("csi").isObject() && !old.path("csi").has("controllerExpandSecretRef")) {
            // it may be set once
            source.withObject("/csi").remove("controllerExpandSecretRef");
        }
        if (!WorkloadRules.same(source, old)) {
            errors.forbidden(
                    "spec.persistentvolumesource",
                    "spec.persistentvolumesource is immutable after creation\n"
                            + PodUpdateRules.difference("PersistentVolumeSource", old, source));
        }
        mode(object, before, errors);
    }

    private static void mode(JsonNode object, JsonNode before, FieldErrors errors) {
        JsonNode mode = object.path("spec").path(MODE);
        if (!mode.equals(before.path("spec").path(MODE))) {
            errors.invalid(MODE, mode, "field is immutable");
        }
    }

    private static int compared(JsonNode size, JsonNode other) {
        Quantity none = Quantity.parse("0");
        return (size.isMissingNode() ? none : Quantity.of(size))
                .compareTo(other.isMissingNode() ? none : Quantity.of(other));
    }

    private static void take(ObjectNode spec, JsonNode from, String field) {
        if (from.has(field)) {
            spec.set(field, from.path(field));
        } else {
            spec.remove(field);
        }
    }
}
