package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Say which Deployment the episodes are about and how many of its pods must become ready.
 *
 * <h2>Precedence</h2>
 *
 * <p>{@code -Darena.target=} wins, then what is set here (on the method, else on the class, else on an enclosing class),
 * then what the trace declares in its {@code metadata}. Leave out what the traces of a folder declare differently. Where
 * nobody says it, the episode fails with the Deployments to choose from.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Workload {

    /** Deployment as {@code name} or {@code namespace/name}; empty for what the trace declares. */
    String deployment() default "";

    /** Number of ready pods to reach, 1 or more; 0 for what the trace declares. */
    int target() default 0;
}
