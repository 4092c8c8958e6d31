package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.report.EpisodeStory;
import dev.simarena.report.ReproduceCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Signal that an episode is not what was asserted; the message is its story. */
final class EpisodeAssertionError extends AssertionFailedError implements StoryFailure {

    private static final long serialVersionUID = 1L;

    private final String headline;
    private final transient EpisodeSpec spec;

    /** What the story is told of; {@code null} once it is told, since reports keep failures until a run ends. */
    private final transient @Nullable Episode episode;

    private EpisodeAssertionError(String headline, Episode episode, Object expected, Object found) {
        super("", expected, found, episode.cause());
        this.headline = headline;
        this.spec = episode.spec();
        this.episode = episode;
    }

    private EpisodeAssertionError(EpisodeAssertionError untold, String message) {
        super(message, untold.getExpected().getValue(), untold.getActual().getValue(), untold.getCause());
        this.headline = untold.headline;
        this.spec = untold.spec;
        this.episode = null;
        setStackTrace(untold.getStackTrace());
    }

    /**
     * Say what was expected; the story follows.
     *
     * @param headline what was expected, empty where the story says it itself
     */
    static EpisodeAssertionError of(String headline, Episode episode, Object expected, Object found) {
        return new EpisodeAssertionError(headline, episode, expected, found);
    }

    /** Tell the story only when somebody asks, since nearly all failures are told again with more. */
    @Override
    public @Nullable String getMessage() {
        return episode == null ? super.getMessage() : join(headline, EpisodeStory.of(episode));
    }

    @Override
    public EpisodeSpec spec() {
        return spec;
    }

    @Override
    public Throwable retold(ReproduceCommand command, List<String> more) {
        Episode played = episode;
        return played == null
                ? this
                : new EpisodeAssertionError(
                        this,
                        join(
                                headline,
                                EpisodeStory.of(
                                        played,
                                        command,
                                        ReferencePlay.line(played).orElse(null),
                                        more)));
    }

    static String join(String headline, String story) {
        return headline.isEmpty() ? story : headline + "\n" + story;
    }
}
