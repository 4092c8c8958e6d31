package dev.simarena.engine.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.StatefulSets;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.model.StatefulSet;
import dev.simarena.engine.model.StatefulSetSpec;
import dev.simarena.trace.Gvk;

/** Take in StatefulSets. */
final class StatefulSetKind implements ObjectKind<StatefulSet> {

    @Override
    public Gvk gvk() {
        return StatefulSet.GVK;
    }

    @Override
    public Class<StatefulSet> type() {
        return StatefulSet.class;
    }

    @Override
    public StatefulSet create(Manifest manifest, String name) {
        StatefulSetSpec spec = spec(manifest, Checks.created(manifest));
        return new StatefulSet(
                String.valueOf(manifest.namespace()), name, manifest.labels(), manifest.annotations(), spec);
    }

    @Override
    public boolean update(StatefulSet set, Manifest manifest) {
        StatefulSetSpec spec = spec(manifest, Checks.updated(manifest, set));
        if (spec.equals(set.spec())) {
            return false;
        }
        set.setSpec(spec);
        return true;
    }

    @Override
    public PodTemplate template(StatefulSet set) {
        return set.spec().template();
    }

    private static StatefulSetSpec spec(Manifest manifest, JsonNode object) {
        return StatefulSets.read(object.path("spec"), WorkloadReader.template(manifest));
    }
}
