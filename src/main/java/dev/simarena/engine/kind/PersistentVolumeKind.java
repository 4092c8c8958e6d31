package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Volumes;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.trace.Gvk;

/** Take in volumes; the claim one is bound to stays where a manifest does not mention it. */
final class PersistentVolumeKind implements ObjectKind<PersistentVolume> {

    @Override
    public Gvk gvk() {
        return PersistentVolume.GVK;
    }

    @Override
    public Class<PersistentVolume> type() {
        return PersistentVolume.class;
    }

    @Override
    public PersistentVolume create(Manifest manifest, String name) {
        return Volumes.volume(manifest, name, Checks.created(manifest));
    }

    @Override
    public boolean update(PersistentVolume volume, Manifest manifest) {
        ObjectNode spec = Volumes.spec(Checks.updated(manifest, volume));
        Volumes.keep(volume.spec(), spec, "claimRef");
        boolean changed = !spec.equals(volume.spec());
        volume.setSpec(spec);
        return changed;
    }
}
