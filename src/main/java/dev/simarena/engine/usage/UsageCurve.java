package dev.simarena.engine.usage;

import java.util.List;

/**
 * Tell what a container uses at each moment after its start; between changes it is constant.
 *
 * <p>Times are microseconds since the container started. Amounts are thousandths of cpu or bytes of memory. Nothing is
 * remembered: equal arguments give equal answers.
 */
public sealed interface UsageCurve {

    /** Stands for a time that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** Return what is used at a time; the seed tells containers apart whose usage is drawn. */
    long at(long time, long seed);

    /** Return the next time, later than the given one, at which the usage may change. */
    long nextChange(long time);

    /**
     * Return the first time, not before the given one, at which the usage is above a bound, or is not.
     *
     * @return {@link #NEVER} where there is none, and a time to ask again where it lies too far ahead to be found
     */
    default long first(boolean above, long bound, long from, long seed) {
        long time = from;
        for (int tries = 0; time != NEVER && tries < 4096; tries++) {
            if (at(time, seed) > bound == above) {
                return time;
            }
            time = nextChange(time);
        }
        return time;
    }

    /** Always the same. */
    record Constant(long amount) implements UsageCurve {

        @Override
        public long at(long time, long seed) {
            return amount;
        }

        @Override
        public long nextChange(long time) {
            return NEVER;
        }
    }

    /** Steps: from each time on its amount; before the first as from it on. */
    record Series(List<Step> steps) implements UsageCurve {

        /** One amount from a time on. */
        public record Step(long from, long amount) {}

        /** Keep steps that are in the order of time, at least one. */
        public Series {
            steps = List.copyOf(steps);
        }

        @Override
        public long at(long time, long seed) {
            long amount = steps.get(0).amount();
            for (Step step : steps) {
                if (step.from() > time) {
                    break;
                }
                amount = step.amount();
            }
            return amount;
        }

        @Override
        public long nextChange(long time) {
            for (Step step : steps) {
                if (step.from() > time) {
                    return step.from();
                }
            }
            return NEVER;
        }
    }

    /** Noise: an amount drawn uniformly from a range, anew every period. */
    record Noise(long least, long most, long period) implements UsageCurve {

        @Override
        public long at(long time, long seed) {
            double drawn = (mix(seed + Math.floorDiv(time, period) * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
            return least + (long) (drawn * (most - least + 1));
        }

        @Override
        public long nextChange(long time) {
            return least == most ? NEVER : (Math.floorDiv(time, period) + 1) * period;
        }

        @Override
        public long first(boolean above, long bound, long from, long seed) {
            boolean possible = above ? most > bound : least <= bound;
            return possible ? UsageCurve.super.first(above, bound, from, seed) : NEVER;
        }

        /** Finalizer of SplitMix64. */
        private static long mix(long value) {
            long bits = value;
            bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
            bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
            return bits ^ (bits >>> 31);
        }
    }
}
