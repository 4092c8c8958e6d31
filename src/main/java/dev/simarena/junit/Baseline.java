package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demand that no trace does worse than the results accepted before, which lie as text beside the scenario.
 *
 * <p>A test of its own, after the episodes, for each policy and reward. {@code -Darena.baseline=update} accepts what is
 * there now.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Baseline {

    /** File, looked up like trace folders; empty for {@code scenarios/<name>/baseline.txt}. */
    String value() default "";
}
