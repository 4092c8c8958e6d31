package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Node;
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
    private final Storage storage;
    private final VolumeBinding plugin;

    VolumeBinder(ObjectStore store, Storage storage, VolumeBinding plugin) {
        this.store = store;
        this.storage = storage;
        this.plugin = plugin;
    }

    /** Bind what can be bound; returns whether nothing is left to wait for. */
    boolean bind(Pod pod, Node node) {
        VolumeMatching.Plan plan = plugin.plan(pod, node);
        for (Map.Entry<GenericObject, GenericObject> pair : plan.volumes().entrySet()) {
            bind(pair.getKey(), pair.getValue());
        }
        for (GenericObject claim : plan.provisioned()) {
            claim.setAnnotations(JsonMaps.with(claim.annotations(), VolumeMatching.SELECTED_NODE, node.name()));
            store.changed(claim);
        }
        return bound(pod);
    }

    /** Tell whether all claims of a pod are bound. */
    boolean bound(Pod pod) {
        return storage.claims(pod).stream().allMatch(Storage::bound);
    }

    private void bind(GenericObject claim, GenericObject volume) {
        ObjectNode volumeBody = volume.body().deepCopy();
        volumeBody
                .withObject("/spec/claimRef")
                .put("apiVersion", "v1")
                .put("kind", "PersistentVolumeClaim")
                .put("namespace", claim.namespace())
                .put("name", claim.name())
                .put("uid", claim.uid());
        volumeBody.withObject("/status").put("phase", "Bound");
        volume.setBody(volumeBody);
        store.changed(volume);
        ObjectNode claimBody = claim.body().deepCopy();
        claimBody.withObject("/spec").put("volumeName", volume.name());
        claimBody.withObject("/status").put("phase", "Bound");
        claim.setBody(claimBody);
        claim.setAnnotations(JsonMaps.with(claim.annotations(), Storage.BIND_COMPLETED, "yes"));
        store.changed(claim);
    }
}
