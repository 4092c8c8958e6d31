package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Set what every {@link Scenario} is checked for: {@code noop} must not solve its traces, its reference policy must, in the
 * steps the traces declare, and scaling to zero or deleting the Deployment must not count as solved.
 *
 * <p>Without this annotation the reference policy is {@code reference}. The checks are tests of their own after the first
 * {@link EpisodeTest} method by name; {@value ArenaSettings#SELF_CHECK} switches them off for a run, and so does {@value
 * ArenaSettings#TRACE}. Hooks that a test registers in its body are not part of them.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SelfCheck {

    /** Whether to check. */
    boolean value() default true;

    /** Name of the policy that must solve every trace. */
    String reference() default ScenarioConfig.DEFAULT_POLICY;
}
