package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Say that episodes are known not to be solved: as long as they are not, their tests are skipped with the reason; the
 * first that is solved fails.
 *
 * <p>To gates such an episode counts as unsolved, as any other.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ExpectedUnsolved {

    /** Why, for example the number of an issue. */
    String value();

    /** Glob on the names of the traces, as {@value ArenaSettings#TRACE}; one that matches nothing is an error. */
    String traces() default "**";

    /** Names of the policies that do not solve them; empty for every policy. */
    String[] policy() default {};
}
