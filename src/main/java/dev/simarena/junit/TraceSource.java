package dev.simarena.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Feed the traces of a folder to a {@code @ParameterizedTest} as {@link dev.simarena.trace.Trace} arguments.
 *
 * <p>The argument set is named after the trace file: use {@code @ParameterizedTest(name = "{argumentSetName}")} to see it.
 * A {@link dev.simarena.episode.Simulation} that is injected beside the argument plays that trace. A file that cannot be
 * read is one failed test; a folder without traces is an error.
 *
 * @see EpisodeTest
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ArgumentsSource(TraceArgumentsProvider.class)
@ExtendWith(SimulationExtension.class)
public @interface TraceSource {

    /** Folder or glob of the traces, as {@link Scenario#traces()}; empty for those of the {@link Scenario}. */
    String value() default "";
}
