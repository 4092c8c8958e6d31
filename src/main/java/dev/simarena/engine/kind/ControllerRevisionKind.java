package dev.simarena.engine.kind;

import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.Volumes;
import dev.simarena.engine.model.ControllerRevision;
import dev.simarena.trace.Gvk;

/** Take in revisions of StatefulSets and DaemonSets; their data never change. */
final class ControllerRevisionKind implements ObjectKind<ControllerRevision> {

    @Override
    public Gvk gvk() {
        return ControllerRevision.GVK;
    }

    @Override
    public Class<ControllerRevision> type() {
        return ControllerRevision.class;
    }

    @Override
    public ControllerRevision create(Manifest manifest, String name) {
        Checks.created(manifest);
        return Volumes.revision(manifest, name);
    }

    @Override
    public boolean update(ControllerRevision revision, Manifest manifest) {
        long number = Checks.updated(manifest, revision).path("revision").asLong();
        boolean changed = number != revision.revision();
        revision.setRevision(number);
        return changed;
    }
}
