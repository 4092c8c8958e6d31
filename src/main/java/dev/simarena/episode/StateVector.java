package dev.simarena.episode;

import java.util.List;

/**
 * Lay an observation out as the numbers a learning policy reads.
 *
 * <p>Space {@code base}: {@code [cpu_m/4000, mem_mi/4096, pending/5, (target-total)/5, min(1, replicas/8)]}. Space
 * {@code scale}: the last three are {@code pending/15, (target-total)/15, min(1, replicas/15)}. Cpu and memory are the
 * requests of the first container; {@code mem_mi} is bytes/2^20.
 */
public final class StateVector {

    private static final double CPU_MILLI = 4000;
    private static final double MEMORY_BYTES = 4096.0 * (1 << 20);

    private StateVector() {}

    /** Return the five numbers for an observation. */
    public static List<Double> of(Observation observation, int target, StateSpace space) {
        double pods = space == StateSpace.BASE ? 5 : 15;
        double replicas = space == StateSpace.BASE ? 8 : 15;
        return List.of(
                observation.cpuMilli() / CPU_MILLI,
                observation.memoryBytes() / MEMORY_BYTES,
                observation.pending() / pods,
                (target - observation.total()) / pods,
                Math.min(1, observation.replicas() / replicas));
    }
}
