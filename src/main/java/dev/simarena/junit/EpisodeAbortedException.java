package dev.simarena.junit;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.report.EpisodeStory;
import dev.simarena.report.ReproduceCommand;
import java.util.List;

/** Signal that nothing can be asserted about an episode because its environment failed. */
final class EpisodeAbortedException extends EnvironmentException implements StoryFailure {

    private static final long serialVersionUID = 1L;

    private final transient Episode episode;

    private EpisodeAbortedException(String message, Episode episode) {
        super(message, episode.cause());
        this.episode = episode;
    }

    static EpisodeAbortedException of(Episode episode) {
        return new EpisodeAbortedException(EpisodeStory.of(episode), episode);
    }

    @Override
    public EpisodeSpec spec() {
        return episode.spec();
    }

    @Override
    public Throwable retold(ReproduceCommand command, List<String> more) {
        EpisodeAbortedException told =
                new EpisodeAbortedException(EpisodeStory.of(episode, command, null, more), episode);
        told.setStackTrace(getStackTrace());
        return told;
    }
}
