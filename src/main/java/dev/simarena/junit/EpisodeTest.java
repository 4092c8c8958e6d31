package dev.simarena.junit;

import dev.simarena.episode.StateSpace;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Play one episode per trace: a test method that is invoked once for each trace of its {@link Scenario}.
 *
 * <h2>Invocations</h2>
 *
 * <p>Each invocation is named after its trace file, with {@code /} for nested folders, in the order of the names. Several
 * policies or rewards multiply the invocations and are appended to the name, for example
 * {@code cpu-slight.msgpack [noop, gradual]}. Files are read one at a time, when their turn comes; one that cannot be
 * read is one failed test. No trace at all is an error.
 *
 * <p>Gates ({@link SolveRate}, {@link RewardThreshold}, {@link Idempotent}, {@link Baseline}) and the {@link SelfCheck} of
 * the scenario are further invocations, after all episodes have ended.
 *
 * <h2>Parameters</h2>
 *
 * <p>The method may ask for {@link dev.simarena.episode.Simulation}, {@link dev.simarena.episode.Policy},
 * {@link dev.simarena.cluster.NamespaceHooks}, {@link dev.simarena.trace.Trace}, {@link dev.simarena.cluster.Cluster} and
 * {@code @}{@link Seed} {@code long}; so may {@code @BeforeEach} and {@code @AfterEach} methods.
 *
 * <h2>Settings</h2>
 *
 * <p>Each attribute can be overridden by a setting, in {@code junit-platform.properties} or on the command line: see
 * {@link ArenaSettings}.
 *
 * <h2>Cleanup</h2>
 *
 * <p>The simulation and the policy are closed after the invocation, however it ended. With another {@link #cleanup()} what the
 * last step showed is kept for a look at it.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith({SimulationExtension.class, EpisodeTestProvider.class})
public @interface EpisodeTest {

    /** Names of the policies to play; overridden by {@value ArenaSettings#POLICY}, by default {@code reference}. */
    String[] policy() default {};

    /** Names of the rewards; overridden by {@value ArenaSettings#REWARD}, by default {@code gradual}. */
    String[] reward() default {};

    /** Folder or glob of the traces of this method; empty for those of the {@link Scenario}. */
    String traces() default "";

    /**
     * Step limit, 1 or more; overridden by {@value ArenaSettings#STEPS}. 0 for the fewest steps the trace declares plus
     * {@link #slack()}, and 40 where it declares none.
     */
    int steps() default 0;

    /** Steps allowed beyond the fewest, 0 or more; overridden by {@value ArenaSettings#SLACK}, -1 for 5. */
    int slack() default -1;

    /**
     * Cluster time of each replay, for example {@code 90s}, {@code 2m} or {@code PT2M}; overridden by
     * {@value ArenaSettings#DURATION}, empty for {@code 2m}.
     */
    String duration() default "";

    /** Number of episodes for each trace, policy and reward, each with a seed of its own; overridden by {@value ArenaSettings#REPETITIONS}. */
    int repetitions() default 1;

    /** Seed of the run; overridden by {@value ArenaSettings#SEED}. */
    long seed() default 0;

    /** Return strictly below which an episode is truncated; overridden by {@value ArenaSettings#MIN_RETURN}, NaN for none. */
    double minReturn() default Double.NaN;

    /** Standard deviation of the noise on pod counts, 0 or more; overridden by {@value ArenaSettings#NOISE}. */
    double noise() default 0;

    /** When the environment of an episode goes; overridden by {@value ArenaSettings#CLEANUP}. */
    Cleanup cleanup() default Cleanup.ALWAYS;

    /** Layout of the state vector. */
    StateSpace stateSpace() default StateSpace.BASE;
}
