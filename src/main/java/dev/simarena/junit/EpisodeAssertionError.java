package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.report.EpisodeStory;
import dev.simarena.report.ReproduceCommand;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Signal that an episode is not what was asserted; the message is its story. */
final class EpisodeAssertionError extends AssertionFailedError implements StoryFailure {

    private static final long serialVersionUID = 1L;

    private final String headline;
    private final transient Episode episode;

    private EpisodeAssertionError(String message, String headline, Episode episode, Object expected, Object found) {
        super(message, expected, found, episode.cause());
        this.headline = headline;
        this.episode = episode;
    }

    /**
     * Say what was expected; the story follows.
     *
     * @param headline what was expected, empty where the story says it itself
     */
    static EpisodeAssertionError of(String headline, Episode episode, Object expected, Object found) {
        return new EpisodeAssertionError(join(headline, EpisodeStory.of(episode)), headline, episode, expected, found);
    }

    @Override
    public EpisodeSpec spec() {
        return episode.spec();
    }

    @Override
    public Throwable retold(ReproduceCommand command, List<String> more) {
        String story =
                EpisodeStory.of(episode, command, ReferencePlay.line(episode).orElse(null), more);
        EpisodeAssertionError told = new EpisodeAssertionError(
                join(headline, story),
                headline,
                episode,
                getExpected().getValue(),
                getActual().getValue());
        told.setStackTrace(getStackTrace());
        return told;
    }

    static String join(String headline, String story) {
        return headline.isEmpty() ? story : headline + "\n" + story;
    }
}
