package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Name a class of episodes so that it can be selected, reported and found.
 *
 * <h2>Selection</h2>
 *
 * <p>{@code -Dscenario=cpu} plays this scenario only, {@code -Dscenario=cpu,memory} two; a name that does not exist fails
 * and suggests the nearest. Every scenario has the tag {@value #TAG}.
 *
 * <h2>Traces</h2>
 *
 * <p>{@link #traces()} names a folder or a glob. It is looked up in the working directory of the tests first
 * ({@value ArenaSettings#FOLDER} names another), then in the class-path folder of the test class. Where it is not set, the folder is {@code scenarios/<name>}, then the class-path
 * folder of the test class itself.
 *
 * <h2>Scope</h2>
 *
 * <p>One environment an episode: each invocation gets its own simulation, policy and hooks. The annotation is inherited
 * and counts for {@code @Nested} classes; it may be used as a meta-annotation.
 *
 * @see EpisodeTest
 * @see Workload
 * @see Nodes
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag(Scenario.TAG)
@ExtendWith(SimulationExtension.class)
public @interface Scenario {

    /** The tag of every scenario: {@value}. */
    String TAG = "scenario";

    /** The name, for example {@code cpu}: lower-case letters, digits and hyphens. */
    String value();

    /**
     * Folder or glob of the traces, for example {@code traces/broken} or {@code traces/cpu-*.msgpack}; empty for {@code
     * scenarios/<name>}, where a folder may have underscores for the hyphens of the name.
     */
    String traces() default "";
}
