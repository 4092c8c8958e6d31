package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WrittenStatus;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Deployment;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import java.util.Objects;

/**
 * Take over the status a client writes.
 *
 * <p>Of kinds with a controller only pods, nodes, volumes and claims keep it, and Deployments their collision count; the others'
 * controllers would write theirs over it.
 */
final class StatusWriter {

    private final Timeline timeline;

    StatusWriter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Put a status in the place of the one that is there; returns whether that changed anything. */
    boolean replace(ApiObject live, JsonNode status, ObjectNode before) {
        if (live instanceof Pod pod) {
            if (status.equals(before.path("status"))) {
                return false;
            }
            WrittenStatus.status(pod, status, timeline.now());
            return true;
        }
        if (live instanceof Node node) {
            ObjectNode object = before.deepCopy();
            object.set("status", status);
            NodeReader.update(node, Manifest.read(object));
            if (!status.path("conditions").equals(before.at("/status/conditions"))) {
                WrittenStatus.status(node, status, timeline.now());
            }
            return true;
        }
        if (live instanceof Deployment deployment) {
            // Its controller writes all the rest itself, but only passes this on.
            JsonNode count = status.path("collisionCount");
            Integer present = deployment.collisionCount();
            if (present != null && count.asInt() < present) {
                FieldErrors errors = new FieldErrors();
                errors.invalid("status.collisionCount", count.asInt(), "cannot be decremented");
                errors.check(deployment.gvk(), deployment.name());
            }
            Integer written = count.isInt() ? Integer.valueOf(count.intValue()) : null;
            boolean changed = !Objects.equals(written, present);
            deployment.setCollisionCount(written);
            return changed;
        }
        if (live instanceof PersistentVolumeClaim claim) {
            claim.setStatus(
                    status.path("phase").asText(claim.phase()),
                    status.hasNonNull("accessModes")
                            ? status.path("accessModes").deepCopy()
                            : null,
                    status.hasNonNull("capacity") ? status.path("capacity").deepCopy() : null);
            return true;
        }
        if (live instanceof PersistentVolume volume) {
            volume.setPhase(status.path("phase").asText(volume.phase()), timeline.now());
            return true;
        }
        if (live instanceof GenericObject generic && !status.equals(before.path("status"))) {
            ObjectNode body = generic.body().deepCopy();
            body.set("status", status);
            generic.setBody(body);
            return true;
        }
        return false;
    }
}
