package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Hold what counts of a pod when replicas are reckoned; times are microseconds since 1970.
 *
 * @param name name
 * @param phase phase
 * @param terminating whether it is being deleted
 * @param ready status of its condition Ready, {@code null} where it has none
 * @param readySince last change of that status
 * @param started when it was started, {@code null} where it was not
 * @param request what it requests, in thousandths of the unit
 * @param fault why its request cannot be told, {@code null} where it can
 * @param metric what it uses, {@code null} where it is not measured
 */
record MeasuredPod(
        String name,
        Phase phase,
        boolean terminating,
        @Nullable Boolean ready,
        long readySince,
        @Nullable Long started,
        long request,
        @Nullable String fault,
        @Nullable Metric metric) {

    /**
     * Hold a measurement.
     *
     * @param value in thousandths of the unit
     * @param time end of the measurement
     * @param window its length
     */
    record Metric(long value, long time, long window) {}
}
