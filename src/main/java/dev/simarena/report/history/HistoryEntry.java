package dev.simarena.report.history;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Rewards;
import org.jspecify.annotations.Nullable;

/**
 * Hold what one run had to say of one episode.
 *
 * @param run the run, with its facts
 * @param key what is played
 * @param seed seed of the episode
 * @param status how the test ended
 * @param outcome how the episode ended
 * @param steps number of actions, 0 where it has no score
 * @param totalReward sum of the rewards, {@code null} where it has no score
 * @param cause type of what failed, {@code null} where nothing did
 */
public record HistoryEntry(
        HistoryRun run,
        HistoryKey key,
        long seed,
        Status status,
        EpisodeOutcome outcome,
        int steps,
        @Nullable Double totalReward,
        @Nullable String cause) {

    /** Say how a test ended. */
    public enum Status {
        /** It passed. */
        PASSED,
        /** It failed. */
        FAILED,
        /** It was skipped, for example because the environment failed and is not required; it counts for nothing. */
        SKIPPED
    }

    /**
     * Take an episode as it was played.
     *
     * @param test class and method
     */
    public static HistoryEntry of(HistoryRun run, String test, Episode episode, Status status) {
        EpisodeSpec spec = episode.spec();
        boolean scored = episode.outcome() != EpisodeOutcome.ABORTED;
        Throwable cause = episode.cause();
        return new HistoryEntry(
                run,
                new HistoryKey(
                        spec.scenario(),
                        test,
                        spec.traceName(),
                        spec.policy(),
                        Rewards.canonicalName(spec.reward()),
                        spec.repetition()),
                spec.seed(),
                status,
                episode.outcome(),
                scored ? episode.stepCount() : 0,
                scored ? Double.valueOf(episode.totalReward()) : null,
                cause == null ? null : cause.getClass().getName());
    }
}
