package dev.simarena.policy;

import dev.simarena.episode.Observation;
import dev.simarena.episode.PolicyContext;
import org.jspecify.annotations.Nullable;

/**
 * Count the reductions after which all pods fit.
 *
 * @param cpu number of reductions of cpu
 * @param memory number of reductions of memory
 */
record Reductions(int cpu, int memory) {

    /** More reductions of one request than any episode has steps. */
    private static final int MOST = 1000;

    /** Find the fewest reductions after which the target's pods fit, {@code null} where none are enough. */
    static @Nullable Reductions fewest(
            Capacity capacity, Observation observation, PolicyContext context, boolean mayCpu, boolean mayMemory) {
        long cpuDelta = context.deltas().cpu().milliValue();
        long memoryDelta = context.deltas().memory().longValue();
        int mostCpu = mayCpu
                ? most(
                        observation.cpuMilli(),
                        cpuDelta,
                        context.limits().minCpu().milliValue())
                : 0;
        int mostMemory = mayMemory
                ? most(
                        observation.memoryBytes(),
                        memoryDelta,
                        context.limits().minMemory().longValue())
                : 0;
        Reductions best = null;
        for (int cpu = 0; cpu <= mostCpu && (best == null || cpu < best.cpu() + best.memory()); cpu++) {
            long podCpu = observation.podCpuMilli() - cpu * cpuDelta;
            int memory = 0;
            int tooMany = mostMemory + 1;
            // The more is reduced the more fits, so the boundary can be halved.
            while (memory < tooMany) {
                int middle = (memory + tooMany) >>> 1;
                if (capacity.fits(context.target(), podCpu, observation.podMemoryBytes() - middle * memoryDelta)) {
                    tooMany = middle;
                } else {
                    memory = middle + 1;
                }
            }
            if (memory <= mostMemory && (best == null || cpu + memory < best.cpu() + best.memory())) {
                best = new Reductions(cpu, memory);
            }
        }
        return best;
    }

    boolean none() {
        return cpu == 0 && memory == 0;
    }

    /** Return how often a request may be reduced before it is under its floor; an absent one never. */
    static int most(long request, long delta, long floor) {
        return delta <= 0 || request - delta < floor ? 0 : (int) Math.min(MOST, (request - floor) / delta);
    }
}
