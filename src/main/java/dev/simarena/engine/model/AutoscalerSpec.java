package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declare a HorizontalPodAutoscaler.
 *
 * @param targetKind kind of what is scaled
 * @param targetName name of what is scaled
 * @param minReplicas fewest replicas
 * @param maxReplicas most replicas
 * @param metrics what decides; the highest proposal wins
 * @param scaleUp how fast replicas are added, {@code null} together with {@code scaleDown} for the controller's own rules
 * @param scaleDown how fast replicas are taken away
 * @param written all fields as stored; read only
 */
public record AutoscalerSpec(
        Gvk targetKind,
        String targetName,
        int minReplicas,
        int maxReplicas,
        List<Metric> metrics,
        @Nullable ScalingRules scaleUp,
        @Nullable ScalingRules scaleDown,
        ObjectNode written) {

    public AutoscalerSpec {
        metrics = List.copyOf(metrics);
    }

    /**
     * Declare a metric and its target.
     *
     * @param type {@code Resource}, {@code ContainerResource}, or a type for which nothing is measured here
     * @param name name of the resource or metric
     * @param container the only container that counts, empty for all
     * @param utilization target in percent of the requests, {@code null} where the average decides
     * @param average target per pod in thousandths of the unit, {@code null} where utilization decides
     */
    public record Metric(
            String type,
            String name,
            String container,
            @Nullable Integer utilization,
            @Nullable Long average) {}
}
