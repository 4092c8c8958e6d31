package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demand a total reward of the episodes of an {@link EpisodeTest}: their mean, the smallest, or both.
 *
 * <p>Each is a test of its own, after the episodes, for each policy and reward. The mean is decided on its t-interval over
 * the traces; repetitions of a trace are averaged first. The smallest reward is what it is.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface RewardThreshold {

    /** Smallest mean total reward allowed; NaN for any. */
    double mean() default Double.NaN;

    /** Smallest total reward of an episode allowed; NaN for any. */
    double min() default Double.NaN;

    /** One-sided confidence of the mean, more than 0 and less than 1. */
    double confidence() default 0.95;

    /** Whether repetitions are skipped once they can no longer change the verdict, which only {@link #min()} lets happen. */
    boolean earlyStop() default false;

    /** Whether INCONCLUSIVE fails the build; overridden by {@value ArenaSettings#INCONCLUSIVE}. */
    boolean inconclusiveFails() default true;
}
