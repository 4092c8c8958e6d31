package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demand that the policy of an {@link EpisodeTest} solves at least a share of traces like those of the scenario.
 *
 * <p>A test of its own, after the episodes, for each policy and reward. PASS where the exact lower limit of the rate
 * reaches the share, FAIL where the upper limit misses it, else INCONCLUSIVE with the number of episodes still needed: 14
 * solved traces prove a rate of 0.8 with 95 % confidence, 29 of 0.9, 59 of 0.95. The unit is the trace, also where it has
 * several repetitions.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SolveRate {

    /** The share, more than 0 and less than 1. */
    double atLeast();

    /** One-sided confidence, more than 0 and less than 1. */
    double confidence() default 0.95;

    /** Whether repetitions are skipped once they can no longer change the verdict. */
    boolean earlyStop() default false;

    /** Whether INCONCLUSIVE fails the build; overridden by {@value ArenaSettings#INCONCLUSIVE}. */
    boolean inconclusiveFails() default true;
}
