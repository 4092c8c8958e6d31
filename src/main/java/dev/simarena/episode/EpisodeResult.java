package dev.simarena.episode;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold what the summary needs of an episode, without its observations.
 *
 * @param outcome how it ended
 * @param steps number of actions
 * @param totalReward sum of the rewards
 * @param truncatedBy why it was truncated, {@code null} where it was not
 * @param causeType type of what failed, {@code null} where nothing did; its message may differ between equal runs
 * @param cause what failed in words, {@code null} where nothing did
 * @param actions number of times each action was taken
 */
record EpisodeResult(
        EpisodeOutcome outcome,
        int steps,
        double totalReward,
        @Nullable String truncatedBy,
        @Nullable String causeType,
        @Nullable String cause,
        Map<Action, Integer> actions) {

    static EpisodeResult of(Episode episode) {
        Map<Action, Integer> actions = new EnumMap<>(Action.class);
        for (StepRecord step : episode.steps()) {
            Action action = step.action();
            if (action != null) {
                actions.merge(action, 1, Integer::sum);
            }
        }
        Throwable cause = episode.cause();
        return new EpisodeResult(
                episode.outcome(),
                episode.stepCount(),
                // as it is read again: shards add up what is written
                RecordsJson.rounded(episode.totalReward()),
                episode.truncatedBy(),
                cause == null ? null : cause.getClass().getName(),
                cause == null ? null : cause.toString(),
                actions);
    }

    /** Tell whether the episode has a score: the environment did not fail. */
    boolean scored() {
        return outcome != EpisodeOutcome.ABORTED;
    }
}
