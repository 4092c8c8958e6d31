package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import java.util.Map;

/**
 * Bind the claims of a pod that got a node: volumes to claims at once, as the volume controller would soon do.
 *
 * <p>Where a volume has to be made first, the claim is told for which node, and the pod waits until whoever makes it has
 * bound it.
 */
final class VolumeBinder {

    private final ObjectStore store;
    private final Timeline timeline;
    private final Storage storage;
    private final VolumeBinding plugin;

    VolumeBinder(ObjectStore store, Timeline timeline, Storage storage, VolumeBinding plugin) {
        this.store = store;
        this.timeline = timeline;
        this.storage = storage;
        this.plugin = plugin;
    }

    /** Bind what can be bound; returns whether nothing is left to wait for. */
    boolean bind(Pod pod, Node node) {
        VolumeMatching.Plan plan = plugin.plan(pod, node);
        for (Map.Entry<PersistentVolumeClaim, PersistentVolume> pair :
                plan.volumes().entrySet()) {
            bind(pair.getKey(), pair.getValue());
        }
        for (PersistentVolumeClaim claim : plan.provisioned()) {
            claim.setAnnotations(JsonMaps.with(claim.annotations(), VolumeMatching.SELECTED_NODE, node.name()));
            store.changed(claim);
        }
        return bound(pod);
    }

    /** Tell whether all claims of a pod are bound. */
    boolean bound(Pod pod) {
        return storage.claims(pod).stream().allMatch(Storage::bound);
    }

    private void bind(PersistentVolumeClaim claim, PersistentVolume volume) {
        boolean chosenHere = !volume.keptFor(claim);
        ObjectNode volumeSpec = volume.spec().deepCopy();
        volumeSpec
                .withObject("/claimRef")
                .put("apiVersion", "v1")
                .put("kind", "PersistentVolumeClaim")
                .put("namespace", claim.namespace())
                .put("name", claim.name())
                .put("uid", claim.uid());
        volume.setSpec(volumeSpec);
        volume.setPhase("Bound", timeline.now());
        if (chosenHere) {
            volume.setAnnotations(
                    JsonMaps.with(volume.annotations(), PersistentVolumeClaim.BOUND_BY_CONTROLLER, "yes"));
        }
        store.changed(volume);
        ObjectNode claimSpec = claim.spec().deepCopy();
        claimSpec.put("volumeName", volume.name());
        claim.setSpec(claimSpec);
        claim.setStatus("Bound", volumeSpec.path("accessModes"), volumeSpec.path("capacity"));
        claim.setAnnotations(JsonMaps.with(
                JsonMaps.with(claim.annotations(), PersistentVolumeClaim.BOUND_BY_CONTROLLER, "yes"),
                PersistentVolumeClaim.BIND_COMPLETED,
                "yes"));
        store.changed(claim);
    }
}
