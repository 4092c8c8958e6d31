package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.StatusReader;
import dev.simarena.engine.api.WrittenStatus;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.validation.StatusRules;

/**
 * Take over the status a client writes.
 *
 * <p>Controllers hear of it, and write their own over it where theirs differs.
 */
final class StatusWriter {

    private final Timeline timeline;

    StatusWriter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Put a status in the place of the one that is there; returns whether that changed anything. */
    boolean replace(ApiObject live, JsonNode status, ObjectNode before) {
        if (status.equals(before.path("status"))) {
            return false;
        }
        StatusRules.check(live.gvk(), status, before).check(live.gvk(), live.name());
        if (StatusReader.read(live, status)) {
            return true;
        }
        if (live instanceof Pod pod) {
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
        if (live instanceof GenericObject generic) {
            ObjectNode body = generic.body().deepCopy();
            body.set("status", status);
            generic.setBody(body);
            return true;
        }
        return false;
    }
}
