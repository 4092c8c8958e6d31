package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bound what actions may reach; the caps count for rewards too.
 *
 * <p>An action beyond a bound is blocked, never clamped; equality is allowed. Set it on the method, else on the class, else
 * on an enclosing class; what is not set has the default.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Safeguards {

    /** Largest cpu request of a container that an action may reach, as a Kubernetes quantity. */
    String maxCpu() default "16";

    /** Largest memory request of a container that an action may reach, as a Kubernetes quantity. */
    String maxMemory() default "32Gi";

    /** Largest number of replicas that an action may reach, 1 or more. */
    int maxReplicas() default 100;

    /** Smallest cpu request of a container that an action may reach, as a Kubernetes quantity. */
    String minCpu() default "50m";

    /** Smallest memory request of a container that an action may reach, as a Kubernetes quantity. */
    String minMemory() default "64Mi";

    /** Smallest number of replicas that an action may reach, 0 or more. */
    int minReplicas() default 1;
}
