package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hold a Job, and what its controller remembers of it between two looks. */
public final class Job extends ApiObject {

    /** Kind of Jobs. */
    public static final Gvk GVK = new Gvk("batch", "v1", "Job");

    /** Finalizer that keeps a pod until it is counted. */
    public static final String TRACKING = "batch.kubernetes.io/job-tracking";

    /** Label and annotation with the completion index of a pod. */
    public static final String INDEX = "batch.kubernetes.io/job-completion-index";

    /** Label with the name of the Job. */
    public static final String JOB_NAME = "batch.kubernetes.io/job-name";

    private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
    private static final String LEGACY_JOB_NAME = "job-name";
    private static final String LEGACY_CONTROLLER_UID = "controller-uid";

    /** Labels of pods that say which Job they belong to. */
    public static final Set<String> GENERATED_LABELS =
            Set.of(CONTROLLER_UID, JOB_NAME, LEGACY_CONTROLLER_UID, LEGACY_JOB_NAME);

    private JobSpec spec;
    private JobStatus status = JobStatus.NONE;
    private @Nullable ObjectNode writtenStatus;
    private JobBackoff backoff = JobBackoff.NONE;
    private long nextLook = NEVER;
    private long seenGeneration;
    private int refusals;

    public Job(
            String namespace, String name, Map<String, String> labels, Map<String, String> annotations, JobSpec spec) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
    }

    public JobSpec spec() {
        return spec;
    }

    public void setSpec(JobSpec spec) {
        this.spec = spec;
    }

    public JobStatus status() {
        return status;
    }

    public void setStatus(JobStatus status) {
        this.status = status;
    }

    /** Return the status of a Job that is managed elsewhere as it was written; read only, {@code null} where none was. */
    public @Nullable ObjectNode writtenStatus() {
        return writtenStatus;
    }

    public void setWrittenStatus(ObjectNode status) {
        writtenStatus = status;
    }

    /** Return the recent failures, which delay new pods. */
    public JobBackoff backoff() {
        return backoff;
    }

    public void setBackoff(JobBackoff backoff) {
        this.backoff = backoff;
    }

    /** Return when the controller looks at it again at the latest, {@link #NEVER} where nothing is planned. */
    public long nextLook() {
        return nextLook;
    }

    public void setNextLook(long time) {
        nextLook = time;
    }

    /** Tell whether what is declared has changed since this was last asked. */
    public boolean redeclared() {
        boolean news = seenGeneration != generation();
        seenGeneration = generation();
        return news;
    }

    /** Return how often in a row pods of it were refused. */
    public int refusals() {
        return refusals;
    }

    public void setRefusals(int refusals) {
        this.refusals = refusals;
    }

    /** Return the pods it controls, ended and terminating ones too, in the order of creation. */
    public List<Pod> pods() {
        List<Pod> pods = new ArrayList<>();
        for (ApiObject dependent : dependents()) {
            if (dependent instanceof Pod pod && equals(pod.controller())) {
                pods.add(pod);
            }
        }
        return pods;
    }

    /**
     * Put the labels a Job gives its pods, and the selector that finds them, into what is declared.
     *
     * <p>A Job without labels gets those of its template. Source: {@code generateSelector} of the API server.
     */
    @Override
    void entered() {
        if (!spec.manualSelector()) {
            Map<String, String> generated = new TreeMap<>(Map.of(
                    CONTROLLER_UID, uid(), JOB_NAME, name(), LEGACY_CONTROLLER_UID, uid(), LEGACY_JOB_NAME, name()));
            spec = spec.labeled(generated, Map.of(CONTROLLER_UID, uid()));
        }
        if (labels().isEmpty()) {
            setLabels(spec.template().labels());
        }
    }
}
