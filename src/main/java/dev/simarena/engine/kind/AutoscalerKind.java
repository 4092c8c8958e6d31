package dev.simarena.engine.kind;

import dev.simarena.engine.api.AutoscalerReader;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.model.Autoscaler;
import dev.simarena.engine.model.AutoscalerSpec;
import dev.simarena.trace.Gvk;

/** Take in HorizontalPodAutoscalers. */
final class AutoscalerKind implements ObjectKind<Autoscaler> {

    @Override
    public Gvk gvk() {
        return Autoscaler.GVK;
    }

    @Override
    public Class<Autoscaler> type() {
        return Autoscaler.class;
    }

    @Override
    public Autoscaler create(Manifest manifest, String name) {
        AutoscalerSpec spec = AutoscalerReader.autoscaler(manifest, null);
        String namespace = String.valueOf(manifest.namespace());
        return new Autoscaler(namespace, name, manifest.labels(), manifest.annotations(), spec);
    }

    @Override
    public boolean update(Autoscaler autoscaler, Manifest manifest) {
        AutoscalerSpec spec = AutoscalerReader.autoscaler(manifest, autoscaler);
        if (spec.equals(autoscaler.spec())) {
            return false;
        }
        autoscaler.setSpec(spec);
        return true;
    }
}
