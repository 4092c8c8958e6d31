package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.Pod;
import org.jspecify.annotations.Nullable;

/** Tell what pods use, as a metrics server measures it. */
public interface PodMetrics {

    /** No metrics server. */
    PodMetrics UNMEASURED = new PodMetrics() {
        @Override
        public boolean measured() {
            return false;
        }

        @Override
        public @Nullable Usage of(Pod pod, String container) {
            return null;
        }
    };

    /**
     * Hold a measurement.
     *
     * @param cpuMilli cpu in thousandths of a core
     * @param memoryBytes memory in bytes
     */
    record Usage(long cpuMilli, long memoryBytes) {}

    /** Tell whether there is a metrics server at all. */
    boolean measured();

    /**
     * Return what a pod uses now, {@code null} where it is not measured.
     *
     * @param container the only container that counts, empty for all
     */
    @Nullable
    Usage of(Pod pod, String container);
}
