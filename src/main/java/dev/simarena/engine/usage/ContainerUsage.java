package dev.simarena.engine.usage;

import org.jspecify.annotations.Nullable;

/**
 * Hold what is declared of one container.
 *
 * @param name its name
 * @param cpu cpu it would use, in milli, {@code null} where nothing is declared
 * @param memory memory it uses, in bytes, {@code null} where nothing is declared
 * @param cpuBound cpu it gets at most, in milli; the largest number where nothing bounds it
 * @param memoryBound memory beyond which it is killed, in bytes; the largest number where nothing bounds it
 * @param startup time its start takes with all the cpu it would use, in microseconds
 * @param readiness time from the end of the start until it is ready, in microseconds
 */
public record ContainerUsage(
        String name,
        @Nullable UsageCurve cpu,
        @Nullable UsageCurve memory,
        long cpuBound,
        long memoryBound,
        long startup,
        long readiness) {

    /** Return the cpu it uses, throttled to what it gets, 0 where nothing is declared. */
    public long cpuAt(long time, long seed) {
        return cpu == null ? 0 : Math.min(cpu.at(time, seed), cpuBound);
    }

    /** Return the memory it uses, 0 where nothing is declared. */
    public long memoryAt(long time, long seed) {
        return memory == null ? 0 : Math.min(memory.at(time, seed), memoryBound);
    }

    /** Tell whether it would use more cpu than it gets. */
    public boolean throttled(long time, long seed) {
        return cpu != null && cpu.at(time, seed) > cpuBound;
    }

    /** Tell whether it uses more memory than it may. */
    public boolean exceeds(long time, long seed) {
        return memory != null && memory.at(time, seed) > memoryBound;
    }

    /** Return when its memory is more than it may be, {@link UsageCurve#NEVER} where it never is. */
    public long killed(long from, long seed) {
        return memory == null ? UsageCurve.NEVER : memory.first(true, memoryBound, from, seed);
    }

    /** Return when throttling begins or ends next, {@link UsageCurve#NEVER} where it never does. */
    public long throttlingChanges(long time, long seed) {
        return cpu == null ? UsageCurve.NEVER : cpu.first(!throttled(time, seed), cpuBound, time, seed);
    }

    /**
     * Return when its start ends: throttled to a part of the cpu it would use, it takes as much longer.
     *
     * @return {@link UsageCurve#NEVER} where it gets no cpu at all
     */
    public long startEnds(long seed) {
        if (cpu == null || startup == 0) {
            return startup;
        }
        double left = startup;
        long time = 0;
        for (int pieces = 0; pieces < 100_000; pieces++) {
            long wanted = cpu.at(time, seed);
            double speed = wanted <= cpuBound ? 1 : (double) cpuBound / wanted;
            long change = cpu.nextChange(time);
            double possible = change == UsageCurve.NEVER ? Double.MAX_VALUE : (change - time) * speed;
            if (speed > 0 && possible >= left) {
                return time + (long) Math.ceil(left / speed);
            }
            if (change == UsageCurve.NEVER) {
                return UsageCurve.NEVER;
            }
            left -= possible;
            time = change;
        }
        return UsageCurve.NEVER;
    }
}
