package dev.simarena.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import java.util.List;

/** Read and write persistent volumes, their claims, and the revisions of controllers. */
public final class Volumes {

    private Volumes() {}

    /** Read a claim that was found right, defaults applied. */
    public static PersistentVolumeClaim claim(Manifest manifest, String name, JsonNode object) {
        PersistentVolumeClaim claim = new PersistentVolumeClaim(
                String.valueOf(manifest.namespace()), name, manifest.labels(), manifest.annotations(), spec(object));
        claim.setFinalizers(List.of(PersistentVolumeClaim.PROTECTION));
        return claim;
    }

    /** Read a volume that was found right, defaults applied. */
    public static PersistentVolume volume(Manifest manifest, String name, JsonNode object) {
        PersistentVolume volume = new PersistentVolume(name, manifest.labels(), manifest.annotations(), spec(object));
        volume.setFinalizers(List.of(PersistentVolume.PROTECTION));
        return volume;
    }

    /** Return the declared part of an object. */
    public static ObjectNode spec(JsonNode object) {
        return object.path("spec") instanceof ObjectNode spec ? spec.deepCopy() : Json.object();
    }

    /** Take over a field where the new state does not mention it. */
    public static void keep(ObjectNode live, ObjectNode spec, String field) {
        if (live.has(field) && !spec.has(field)) {
            spec.set(field, live.path(field));
        }
    }

    /** Read a revision; data that are the patch to a template count as that template. */
    public static ControllerRevision revision(Manifest manifest, String name) {
        JsonNode data = manifest.json().path("data");
        long revision = manifest.json().path("revision").asLong();
        String namespace = String.valueOf(manifest.namespace());
        JsonNode template = data.path("spec").path("template");
        if (template.path("$patch").asText().equals("replace")) {
            ObjectNode read = template.deepCopy();
            read.remove("$patch");
            return new ControllerRevision(
                    namespace, name, manifest.labels(), manifest.annotations(), PodTemplates.read(read), revision);
        }
        ObjectNode written = data instanceof ObjectNode object ? object.deepCopy() : Json.object();
        return new ControllerRevision(namespace, name, manifest.labels(), manifest.annotations(), written, revision);
    }

    static void render(PersistentVolumeClaim claim, ObjectNode json) {
        json.set("spec", claim.spec().deepCopy());
        ObjectNode status = json.putObject("status");
        status.put("phase", claim.phase());
        if (claim.accessModes() != null) {
            status.set("accessModes", claim.accessModes().deepCopy());
        }
        if (claim.capacity() != null) {
            status.set("capacity", claim.capacity().deepCopy());
        }
    }

    static void render(PersistentVolume volume, ObjectNode json) {
        json.set("spec", volume.spec().deepCopy());
        ObjectNode status = json.putObject("status");
        status.put("phase", volume.phase());
        status.put("lastPhaseTransitionTime", Json.time(volume.phaseSince()));
    }

    static void render(ControllerRevision revision, ObjectNode json) {
        json.set("data", revision.data());
        json.put("revision", revision.revision());
    }
}
