package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Say on which virtual nodes the episodes are played, or which an injected cluster has.
 *
 * <h2>Precedence</h2>
 *
 * <p>Each attribute set here (on the method, else on the class, else on an enclosing class) wins over what the trace
 * declares in its {@code metadata}; where neither says anything, there are three nodes of 16 CPU, 32Gi and 110 pods.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(SimulationExtension.class)
public @interface Nodes {

    /** Number of nodes, 0 or more; -1 for what the trace declares, else 3. */
    int count() default -1;

    /** Allocatable cpu of each node as a Kubernetes quantity; empty for what the trace declares, else {@code 16}. */
    String cpu() default "";

    /** Allocatable memory of each node as a Kubernetes quantity; empty for what the trace declares, else {@code 32Gi}. */
    String memory() default "";

    /** Allocatable pods of each node, 0 or more; -1 for what the trace declares, else 110. */
    int pods() default -1;
}
