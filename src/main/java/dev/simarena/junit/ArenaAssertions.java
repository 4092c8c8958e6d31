package dev.simarena.junit;

import dev.simarena.episode.Episode;
import org.assertj.core.api.Assertions;

/**
 * Enter the assertions about episodes.
 *
 * <p>Import {@code dev.simarena.junit.ArenaAssertions.assertThat} instead of AssertJ's: this class inherits all of AssertJ's
 * entry points, so one import serves both.
 */
public final class ArenaAssertions extends Assertions {

    private ArenaAssertions() {}

    /**
     * Start an assertion about an episode.
     *
     * <pre>{@code assertThat(simulation.play(policy)).isSolved().inFewestSteps().leftNothingBehind();}</pre>
     */
    public static EpisodeAssert assertThat(Episode actual) {
        return new EpisodeAssert(actual);
    }
}
