package dev.simarena.episode;

/**
 * Decide on actions.
 *
 * <p><b>Extensibility:</b> implement this interface, offer it through a {@link PolicyProvider} and name it in
 * {@code @EpisodeTest(policy = ...)} or {@code -Darena.policy=}. One instance plays one episode.
 */
public interface Policy extends AutoCloseable {

    /** Learn about the episode before its first observation. */
    default void begin(PolicyContext context) {}

    /** Answer an observation with an action, never {@code null}. */
    Action act(Observation observation);

    /** Learn what came of the last action. */
    default void observe(StepResult result) {}

    @Override
    default void close() {}
}
