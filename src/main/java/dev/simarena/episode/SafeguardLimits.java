package dev.simarena.episode;

import dev.simarena.trace.Quantity;

/**
 * Bound what actions may reach; equality is allowed.
 *
 * @param maxCpu largest cpu request a bump may reach
 * @param maxMemory largest memory request a bump may reach
 * @param maxReplicas largest number of replicas a scale-up may reach
 * @param minCpu smallest cpu request a reduction may reach
 * @param minMemory smallest memory request a reduction may reach
 * @param minReplicas smallest number of replicas a scale-down may reach
 */
public record SafeguardLimits(
        Quantity maxCpu, Quantity maxMemory, int maxReplicas, Quantity minCpu, Quantity minMemory, int minReplicas) {

    /** Return the defaults: caps 16 CPU, 32Gi, 100 replicas; floors 50m, 64Mi, 1 replica. */
    public static SafeguardLimits defaults() {
        return new SafeguardLimits(
                Quantity.parse("16"), Quantity.parse("32Gi"), 100, Quantity.parse("50m"), Quantity.parse("64Mi"), 1);
    }
}
