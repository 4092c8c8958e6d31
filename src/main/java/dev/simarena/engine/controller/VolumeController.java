package dev.simarena.engine.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.EventLog;
import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Say of each volume whether it is free, bound, or left behind by its claim.
 *
 * <p>Nothing that was left behind is wiped or deleted: that takes a plugin or a driver, of which there is none. Source:
 * {@code syncVolume} of {@code pv_controller.go}.
 */
public final class VolumeController extends KeyedController<PersistentVolume> {

    private final ObjectStore store;
    private final EventLog events;
    private final Client client;

    /** Work with a client. */
    public VolumeController(ObjectStore store, Timeline timeline, EventLog events, Client client) {
        super(PersistentVolume.class, Queues.VOLUME, timeline);
        this.store = store;
        this.events = events;
        this.client = client;
    }

    @Override
    public void changed(ApiObject object) {
        enqueue(object);
        claimChanged(object);
    }

    @Override
    public void removed(ApiObject object) {
        claimChanged(object);
    }

    private void claimChanged(ApiObject object) {
        if (object instanceof PersistentVolumeClaim claim && !claim.volumeName().isEmpty()) {
            enqueue(store.get(PersistentVolume.GVK, null, claim.volumeName()));
        }
    }

    @Override
    protected void sync(PersistentVolume volume) {
        String uid = volume.claimRef().path("uid").asText("");
        if (uid.isEmpty()) {
            enter(volume, "Available");
            return;
        }
        ApiObject named = store.get(
                PersistentVolumeClaim.GVK,
                volume.claimRef().path("namespace").asText(""),
                volume.claimRef().path("name").asText(""));
        if (!(named instanceof PersistentVolumeClaim claim) || !claim.uid().equals(uid)) {
            if (!volume.phase().equals("Failed")) {
                enter(volume, "Released");
            }
        } else if (claim.volumeName().equals(volume.name())) {
            enter(volume, "Bound");
        } else if (!claim.volumeName().isEmpty()) {
            unbind(volume);
        } else if (!VolumeMatch.sameMode(volume, claim)) {
            events.warning(
                    volume,
                    "VolumeMismatch",
                    "Cannot bind PersistentVolume to requested PersistentVolumeClaim \"%s\" due to incompatible volumeMode."
                            .formatted(claim.name()));
            events.warning(
                    claim,
                    "VolumeMismatch",
                    "Cannot bind PersistentVolume \"%s\" to requested PersistentVolumeClaim due to incompatible volumeMode."
                            .formatted(volume.name()));
        }
    }

    private void enter(PersistentVolume volume, String phase) {
        if (!volume.phase().equals(phase)) {
            client.take();
            volume.setPhase(phase, now());
            store.changed(volume);
        }
    }

    /** The claim got another volume; one that a user kept for it stays kept. */
    private void unbind(PersistentVolume volume) {
        client.take();
        ObjectNode spec = volume.spec().deepCopy();
        if (volume.annotations().containsKey(PersistentVolumeClaim.BOUND_BY_CONTROLLER)) {
            spec.remove("claimRef");
            Map<String, String> annotations = new TreeMap<>(volume.annotations());
            annotations.remove(PersistentVolumeClaim.BOUND_BY_CONTROLLER);
            volume.setAnnotations(Collections.unmodifiableMap(annotations));
        } else if (spec.path("claimRef") instanceof ObjectNode reference) {
            reference.remove("uid");
        }
        volume.setSpec(spec);
        store.changed(volume);
        enter(volume, "Available");
    }
}
