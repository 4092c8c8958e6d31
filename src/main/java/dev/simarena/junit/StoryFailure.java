package dev.simarena.junit;

import dev.simarena.episode.EpisodeSpec;
import dev.simarena.report.ReproduceCommand;
import java.util.List;

/** Mark failures that tell the story of an episode, so that the extension can add what only it knows. */
sealed interface StoryFailure permits EpisodeAssertionError, EpisodeAbortedException {

    /** Return what was played. */
    EpisodeSpec spec();

    /**
     * Tell the same with the command that plays the episode again.
     *
     * @param command the command, with the seed of the run
     * @param more lines that stand above the command
     */
    Throwable retold(ReproduceCommand command, List<String> more);
}
