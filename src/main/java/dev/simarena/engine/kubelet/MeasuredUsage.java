package dev.simarena.engine.kubelet;

import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.usage.ContainerLife;
import dev.simarena.engine.usage.ContainerUsage;
import dev.simarena.engine.usage.PodLife;
import dev.simarena.engine.usage.UsageModel;
import java.util.List;
import java.util.OptionalLong;

/**
 * Measure what pods use, as a metrics pipeline would.
 *
 * <p>There is something to measure only where annotations declare it; see {@link dev.simarena.engine.usage.UsageReader}.
 */
public final class MeasuredUsage {

    /** Stands for all containers of a pod. */
    private static final String ALL = "";

    private MeasuredUsage() {}

    /** Return the cpu a pod uses at a time (microseconds since 1970), in milli; empty where nothing is measured. */
    public static OptionalLong cpuMilli(Pod pod, long now) {
        return cpuMilli(pod, ALL, now);
    }

    /** Return the cpu one container of a pod uses at a time, in milli; empty where nothing is measured. */
    public static OptionalLong cpuMilli(Pod pod, String container, long now) {
        return sum(pod, container, now, true);
    }

    /** Return the memory a pod uses at a time (microseconds since 1970), in bytes; empty where nothing is measured. */
    public static OptionalLong memoryBytes(Pod pod, long now) {
        return memoryBytes(pod, ALL, now);
    }

    /** Return the memory one container of a pod uses at a time, in bytes; empty where nothing is measured. */
    public static OptionalLong memoryBytes(Pod pod, String container, long now) {
        return sum(pod, container, now, false);
    }

    /** Tell whether there is something to measure while the pod runs. */
    public static boolean declared(Pod pod) {
        UsageModel model = pod.template().usage();
        return model != null && model.measured();
    }

    /** Tell whether a container would use more cpu than it gets. */
    public static boolean throttled(Pod pod, long now) {
        PodLife life = pod.life();
        return life != null && life.containers().stream().anyMatch(container -> container.throttled(now));
    }

    /** Tell whether a container ended last because it needed more memory than it may have. */
    public static boolean killed(Pod pod) {
        PodLife life = pod.life();
        return life != null && life.containers().stream().anyMatch(container -> container.last() != null);
    }

    /** Return the restarts of all containers. */
    public static int restarts(Pod pod) {
        PodLife life = pod.life();
        return life == null ? 0 : life.restarts();
    }

    private static OptionalLong sum(Pod pod, String only, long now, boolean cpu) {
        UsageModel model = pod.template().usage();
        if (model == null || !model.measured() || pod.phase() != Phase.RUNNING) {
            return OptionalLong.empty();
        }
        long sum = 0;
        PodLife life = pod.life();
        if (life != null) {
            for (ContainerLife container : life.containers()) {
                if (counts(container.usage(), only)) {
                    sum += cpu ? container.cpu(now) : container.memory(now);
                }
            }
            return OptionalLong.of(sum);
        }
        List<ContainerUsage> containers = model.containers();
        for (int i = 0; i < containers.size(); i++) {
            long time = Math.max(0, now - pod.started());
            long seed = seed(pod) + i;
            if (counts(containers.get(i), only)) {
                sum += cpu
                        ? containers.get(i).cpuAt(time, seed)
                        : containers.get(i).memoryAt(time, seed);
            }
        }
        return OptionalLong.of(sum);
    }

    private static boolean counts(ContainerUsage container, String only) {
        return only.equals(ALL) || only.equals(container.name());
    }

    /** Tell pods apart whose usage is drawn; the uid follows from the seed of the world. */
    static long seed(Pod pod) {
        return pod.uid().hashCode() * 0x9E3779B97F4A7C15L;
    }
}
