package dev.simarena.junit;

import dev.simarena.episode.EpisodeSpec;
import dev.simarena.report.ReproduceCommand;
import org.jspecify.annotations.Nullable;

/** Mark failures that tell the story of an episode, so that the extension can add what only it knows. */
sealed interface StoryFailure permits EpisodeAssertionError, EpisodeAbortedException {

    /** Return what was played. */
    EpisodeSpec spec();

    /**
     * Tell the same with the command that plays the episode again.
     *
     * @param command the command, with the seed of the run
     * @param artifacts folder of the records, {@code null} where there is none
     */
    Throwable retold(ReproduceCommand command, @Nullable String artifacts);
}
