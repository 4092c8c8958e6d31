package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hold a HorizontalPodAutoscaler, and what its controller remembers of it between two looks. */
public final class Autoscaler extends ApiObject {

    /** Kind of HorizontalPodAutoscalers. */
    public static final Gvk GVK = new Gvk("autoscaling", "v2", "HorizontalPodAutoscaler");

    /**
     * Show a HorizontalPodAutoscaler.
     *
     * @param lastScaleTime when it last scaled, microseconds since 1970, {@link ApiObject#NEVER} before
     * @param current replicas the target has
     * @param desired replicas the target should have
     * @param metrics what was measured, {@code null} where a metric could not be
     * @param conditions conditions in the order in which they came
     */
    public record Status(
            long lastScaleTime, int current, int desired, List<Measurement> metrics, List<Condition> conditions) {

        /** Status of a HorizontalPodAutoscaler no controller has seen. */
        public static final Status NONE = new Status(NEVER, 0, 0, List.of(), List.of());

        public Status {
            metrics = List.copyOf(metrics);
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Show one metric.
     *
     * @param metric what was to be measured
     * @param utilization measured percentage of the requests, {@code null} where only the average counts
     * @param average measured average per pod in thousandths of the unit, {@code null} where nothing was measured
     */
    public record Measurement(
            AutoscalerSpec.Metric metric,
            @Nullable Integer utilization,
            @Nullable Long average) {}

    /**
     * Remember a number.
     *
     * @param time when, microseconds since 1970
     * @param replicas recommended replicas, or replicas added or taken away
     */
    public record Past(long time, int replicas) {}

    private AutoscalerSpec spec;
    private Status status = Status.NONE;
    private @Nullable ObjectNode writtenStatus;
    private List<Past> recommendations = List.of();
    private List<Past> scaledUp = List.of();
    private List<Past> scaledDown = List.of();
    private @Nullable LabelSelector selector;
    private long nextLook = NEVER;

    public Autoscaler(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            AutoscalerSpec spec) {
        super(GVK, namespace, name, labels, annotations);
        this.spec = spec;
    }

    public AutoscalerSpec spec() {
        return spec;
    }

    public void setSpec(AutoscalerSpec spec) {
        this.spec = spec;
    }

    public Status status() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
        writtenStatus = null;
    }

    /** Return the status as a client wrote it, {@code null} where the controller has written its own since; read only. */
    public @Nullable ObjectNode writtenStatus() {
        return writtenStatus;
    }

    /** Take over a status that a client wrote. */
    public void setWrittenStatus(Status read, ObjectNode written) {
        status = read;
        writtenStatus = written;
    }

    /** Return what was recommended lately, oldest first. */
    public List<Past> recommendations() {
        return recommendations;
    }

    public void setRecommendations(List<Past> recommendations) {
        this.recommendations = List.copyOf(recommendations);
    }

    /** Return what was added lately. */
    public List<Past> scaledUp() {
        return scaledUp;
    }

    public void setScaledUp(List<Past> scaledUp) {
        this.scaledUp = List.copyOf(scaledUp);
    }

    /** Return what was taken away lately. */
    public List<Past> scaledDown() {
        return scaledDown;
    }

    public void setScaledDown(List<Past> scaledDown) {
        this.scaledDown = List.copyOf(scaledDown);
    }

    /** Return what selects the pods it was last seen to scale, {@code null} before that. */
    public @Nullable LabelSelector selector() {
        return selector;
    }

    public void setSelector(LabelSelector selector) {
        this.selector = selector;
    }

    /** Return when the controller looks at it again, {@link #NEVER} where nothing is planned. */
    public long nextLook() {
        return nextLook;
    }

    public void setNextLook(long time) {
        nextLook = time;
    }
}
