package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.api.DaemonSets;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.DaemonSet;
import dev.simarena.engine.model.DaemonSetSpec;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.trace.Gvk;

/** Take in DaemonSets. */
final class DaemonSetKind implements ObjectKind<DaemonSet> {

    @Override
    public Gvk gvk() {
        return DaemonSet.GVK;
    }

    @Override
    public Class<DaemonSet> type() {
        return DaemonSet.class;
    }

    @Override
    public DaemonSet create(Manifest manifest, String name) {
        DaemonSetSpec spec = spec(manifest, Checks.created(manifest));
        return new DaemonSet(
                String.valueOf(manifest.namespace()),
                name,
                manifest.labels(),
                manifest.annotations(),
                spec,
                Math.max(1, DaemonSets.templateGeneration(manifest)));
    }

    @Override
    public boolean update(DaemonSet set, Manifest manifest) {
        DaemonSetSpec spec = spec(manifest, Checks.updated(manifest, set));
        if (spec.equals(set.spec())) {
            return false;
        }
        set.setSpec(spec);
        return true;
    }

    @Override
    public PodTemplate template(DaemonSet set) {
        return set.spec().template();
    }

    private static DaemonSetSpec spec(Manifest manifest, JsonNode object) {
        return DaemonSets.read(object.path("spec"), WorkloadReader.template(manifest));
    }
}
