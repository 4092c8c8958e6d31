package dev.simarena.junit;

import dev.simarena.cluster.kube.SimKubeMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Play on the cluster of a kubeconfig, in real time, as {@code arena.cluster=kubeconfig} does for every scenario.
 *
 * <p>{@code -Darena.cluster=embedded} wins over it, as every setting does.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(SimulationExtension.class)
public @interface RealCluster {

    /** Path of the kubeconfig; empty for the variable {@code KUBECONFIG}, else {@code ~/.kube/config}. */
    String kubeconfig() default "";

    /** Context in it; empty for its current one. */
    String context() default "";

    /** Who replays. */
    SimKubeMode simkube() default SimKubeMode.INSTALLED;
}
