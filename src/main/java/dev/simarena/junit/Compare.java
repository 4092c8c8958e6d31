package dev.simarena.junit;

import dev.simarena.gate.Demand;
import dev.simarena.gate.Score;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Compare two policies of an {@link EpisodeTest}, paired by trace and repetition, and demand that the candidate is not worse
 * than the baseline, or that it is better.
 *
 * <h2>What is played</h2>
 *
 * <p>Both policies play every trace; {@link EpisodeTest#policy()} may name more. {@value ArenaSettings#POLICY} says itself who
 * plays: a comparison of which one policy is missing is skipped. The test method plays and asserts nothing that only one of
 * the two can hold.
 *
 * <h2>The verdict</h2>
 *
 * <p>A test of its own, after the episodes, for each reward. PASS where the lower limit of the mean difference is where the
 * demand wants it, FAIL where even the upper limit is not, else INCONCLUSIVE. The limits come from flipping the signs of the
 * differences, without any assumption on their distribution but that it is symmetric; 5 traces are the fewest that can tell at
 * 95 %. The unit is the trace; repetitions are averaged first.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Compare {

    /** Name of the policy that is compared with. */
    String baseline();

    /** Name of the policy that is compared. */
    String candidate();

    /** By what: the total reward, or whether an episode is solved. */
    Score score() default Score.REWARD;

    /** What is demanded of the mean difference. */
    Demand demand() default Demand.NOT_WORSE;

    /** How much worse is still not worse, or how much better is not yet better; 0 or more, in units of the score. */
    double margin() default 0;

    /** One-sided confidence of each limit, more than 0 and less than 1. */
    double confidence() default 0.95;

    /** Whether INCONCLUSIVE fails the build; overridden by {@value ArenaSettings#INCONCLUSIVE}. */
    boolean inconclusiveFails() default true;
}
