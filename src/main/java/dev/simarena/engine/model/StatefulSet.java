package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.Map;

/** Hold a StatefulSet. */
public final class StatefulSet extends ConditionedObject {

    /** StatefulSets of group {@code apps/v1}. */
    public static final Gvk GVK = new Gvk("apps", "v1", "StatefulSet");

    private StatefulSetSpec spec;
    private StatefulSetStatus status = StatefulSetStatus.NONE;

    public StatefulSet(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            StatefulSetSpec spec) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
    }

    public StatefulSetSpec spec() {
        return spec;
    }

    public void setSpec(StatefulSetSpec spec) {
        this.spec = spec;
    }

    public StatefulSetStatus status() {
        return status;
    }

    public void setStatus(StatefulSetStatus status) {
        this.status = status;
    }
}
