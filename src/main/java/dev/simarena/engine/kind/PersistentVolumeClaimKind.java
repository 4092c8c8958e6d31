package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Volumes;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.trace.Gvk;

/** Take in claims for storage; what a controller filled in stays where a manifest does not mention it. */
final class PersistentVolumeClaimKind implements ObjectKind<PersistentVolumeClaim> {

    @Override
    public Gvk gvk() {
        return PersistentVolumeClaim.GVK;
    }

    @Override
    public Class<PersistentVolumeClaim> type() {
        return PersistentVolumeClaim.class;
    }

    @Override
    public PersistentVolumeClaim create(Manifest manifest, String name) {
        return Volumes.claim(manifest, name, Checks.created(manifest));
    }

    @Override
    public boolean update(PersistentVolumeClaim claim, Manifest manifest) {
        ObjectNode object = manifest.json().deepCopy();
        Volumes.keep(claim.spec(), object.withObject("/spec"), "volumeName");
        Volumes.keep(claim.spec(), object.withObject("/spec"), "storageClassName");
        ObjectNode spec = Volumes.spec(Checks.updated(manifest.with(object), claim));
        boolean changed = !spec.equals(claim.spec());
        claim.setSpec(spec);
        return changed;
    }
}
