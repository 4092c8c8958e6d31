package dev.simarena.engine.model;

import dev.simarena.trace.Gvk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold a DaemonSet. */
public final class DaemonSet extends ConditionedObject {

    /** DaemonSets of group {@code apps/v1}. */
    public static final Gvk GVK = new Gvk("apps", "v1", "DaemonSet");

    /** Annotation with the number of the present template, kept by the API server. */
    public static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private DaemonSetSpec spec;
    private DaemonSetStatus status = DaemonSetStatus.NONE;
    private long templateGeneration;
    private @Nullable PodTemplate tolerantTemplate;

    /**
     * Build a DaemonSet.
     *
     * @param templateGeneration number of the first template, 1 or more
     */
    public DaemonSet(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            DaemonSetSpec spec,
            long templateGeneration) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
        this.templateGeneration = templateGeneration;
    }

    public DaemonSetSpec spec() {
        return spec;
    }

    public void setSpec(DaemonSetSpec spec) {
        if (!spec.template().equals(this.spec.template())) {
            templateGeneration++;
            tolerantTemplate = null;
        }
        this.spec = spec;
    }

    /** Return the number of the present template; clients may only choose the first one. */
    public long templateGeneration() {
        return templateGeneration;
    }

    /** Return the annotations as the API server shows them, with the number of the template. */
    public Map<String, String> shownAnnotations() {
        return JsonMaps.with(annotations(), TEMPLATE_GENERATION, String.valueOf(templateGeneration));
    }

    /** Return the template with the tolerations its pods get, {@code null} before the controller has made it. */
    public @Nullable PodTemplate tolerantTemplate() {
        return tolerantTemplate;
    }

    public void setTolerantTemplate(PodTemplate tolerantTemplate) {
        this.tolerantTemplate = tolerantTemplate;
    }

    public DaemonSetStatus status() {
        return status;
    }

    public void setStatus(DaemonSetStatus status) {
        this.status = status;
    }
}
