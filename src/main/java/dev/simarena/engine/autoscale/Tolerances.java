package dev.simarena.engine.autoscale;

import dev.simarena.engine.model.ScalingRules;
import org.jspecify.annotations.Nullable;

/**
 * Say which relative change of usage is ignored.
 *
 * @param down change downward, for example 0.1
 * @param up change upward
 */
record Tolerances(double down, double up) {

    private static final double USUAL = 0.1;

    static Tolerances of(@Nullable ScalingRules down, @Nullable ScalingRules up) {
        return new Tolerances(tolerance(down), tolerance(up));
    }

    private static double tolerance(@Nullable ScalingRules rules) {
        Double own = rules == null ? null : rules.tolerance();
        return own == null ? USUAL : own;
    }

    /** Tell whether usage in relation to its target is near enough to 1. */
    boolean ignore(double ratio) {
        return 1.0 - down <= ratio && ratio <= 1.0 + up;
    }
}
