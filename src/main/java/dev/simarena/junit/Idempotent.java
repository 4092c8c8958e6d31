package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demand that every episode of an {@link EpisodeTest}, played again with the same trace, policy and seed, writes the same
 * records and leaves nothing on the cluster.
 *
 * <p>The further runs follow each test, with its hooks: what a policy played is played by a new one of that name; what was
 * given as an object by a new one of its class if that has a constructor without parameters, else, as for a lambda, by the
 * same object again; what the test drove by hand is repeated action for action. They enter neither the records of the run nor
 * any figure. One test of its own, after the episodes, tells the verdict, with the first step that differs side by side.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Idempotent {

    /** Number of runs in all, 2 or more; overridden by {@value ArenaSettings#RUNS}. */
    int runs() default 3;

    /** Whether records may differ by rounding (1e-5), times, ids, events and the order of nodes; on a real cluster always. */
    boolean tolerant() default false;
}
