package dev.simarena.junit;

import dev.simarena.engine.Latency;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.TieBreak;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Say which control plane the embedded cluster is to be like; other clusters are what they are. */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(SimulationExtension.class)
public @interface Embedded {

    /** How long its parts take. */
    Latency latency() default Latency.INSTANT;

    /** Which of several equally good nodes gets a pod. */
    TieBreak tieBreak() default TieBreak.FIRST;

    /** Version of Kubernetes whose scheduler is followed where versions differ. */
    KubernetesVersion version() default KubernetesVersion.V1_36;
}
