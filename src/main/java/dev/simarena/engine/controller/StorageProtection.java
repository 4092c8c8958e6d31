package dev.simarena.engine.controller;

import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.VolumeClaim;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * Let claims that are being deleted go when no pod on a node uses them, and volumes when they are not bound.
 *
 * <p>Source: {@code pvc-protection-controller} and {@code pv-protection-controller}.
 */
public final class StorageProtection extends KeyedController<ApiObject> {

    private final ObjectStore store;
    private final Client client;

    /** Work with a client. */
    public StorageProtection(ObjectStore store, Timeline timeline, Client client) {
        super(ApiObject.class, Queues.STORAGE_PROTECTION, timeline);
        this.store = store;
        this.client = client;
    }

    @Override
    public void changed(ApiObject object) {
        if (object.terminating() && (object instanceof PersistentVolume || object instanceof PersistentVolumeClaim)) {
            enqueue(object);
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object instanceof Pod pod) {
            for (VolumeClaim claim : pod.template().claims()) {
                enqueue(store.get(PersistentVolumeClaim.GVK, pod.namespace(), claim.of(pod.name())));
            }
        }
    }

    @Override
    protected void sync(ApiObject object) {
        if (!object.terminating()) {
            return;
        }
        if (object instanceof PersistentVolume volume) {
            if (!volume.phase().equals("Bound")) {
                release(volume, PersistentVolume.PROTECTION);
            }
        } else if (object instanceof PersistentVolumeClaim claim && !used(claim)) {
            release(claim, PersistentVolumeClaim.PROTECTION);
        }
    }

    private boolean used(PersistentVolumeClaim claim) {
        for (ApiObject object : store.list(Gvk.POD, claim.namespace())) {
            if (object instanceof Pod pod && pod.nodeName() != null && VolumeClaimController.uses(pod, claim)) {
                return true;
            }
        }
        return false;
    }

    private void release(ApiObject object, String finalizer) {
        if (!object.finalizers().contains(finalizer)) {
            return;
        }
        client.take();
        List<String> finalizers = new ArrayList<>(object.finalizers());
        finalizers.remove(finalizer);
        object.setFinalizers(finalizers);
        if (finalizers.isEmpty()) {
            store.remove(object);
        } else {
            store.changed(object);
        }
    }
}
