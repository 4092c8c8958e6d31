package dev.simarena.episode;

import dev.simarena.trace.Quantity;

/**
 * Say how much one action changes.
 *
 * @param cpu cpu that bump_cpu_small adds and reduce_cpu_small subtracts, positive
 * @param memory memory that bump_mem_small adds and reduce_mem_small subtracts, positive
 * @param replicas replicas that scale_up_replicas adds and scale_down_replicas removes, positive
 */
public record ActionDeltas(Quantity cpu, Quantity memory, int replicas) {

    public ActionDeltas {
        if (cpu.signum() <= 0 || memory.signum() <= 0 || replicas <= 0) {
            throw new ConfigurationException(EpisodeMessages.deltaNotPositive(cpu, memory, replicas));
        }
    }

    /** Return the defaults: 500m, 256Mi, 1 replica. */
    public static ActionDeltas defaults() {
        return new ActionDeltas(Quantity.parse("500m"), Quantity.parse("256Mi"), 1);
    }
}
