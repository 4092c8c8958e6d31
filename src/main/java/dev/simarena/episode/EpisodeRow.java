package dev.simarena.episode;

import java.util.Comparator;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hold an episode as the summary of a run shows it.
 *
 * @param scenario name of the scenario
 * @param trace relative name of the trace
 * @param policy name of the policy
 * @param reward canonical name of the reward
 * @param repetition 0 for the first
 * @param seed seed of the episode
 * @param folder folder within the run
 * @param fewestSteps fewest steps of a solution where the trace declares them
 * @param result how it ended, {@code null} where it has not
 * @param span when it was playing
 */
record EpisodeRow(
        String scenario,
        String trace,
        String policy,
        String reward,
        int repetition,
        long seed,
        String folder,
        OptionalInt fewestSteps,
        @Nullable EpisodeResult result,
        WallSpan span) {

    /** The order of the records, as far as it does not depend on their content. */
    static final Comparator<EpisodeRow> ORDER = Comparator.comparing(EpisodeRow::scenario)
            .thenComparing(EpisodeRow::trace)
            .thenComparing(EpisodeRow::policy)
            .thenComparing(EpisodeRow::reward)
            .thenComparing(EpisodeRow::repetition)
            .thenComparing(EpisodeRow::seed);

    /** Return the same episode in another folder. */
    EpisodeRow in(String otherFolder) {
        return new EpisodeRow(
                scenario, trace, policy, reward, repetition, seed, otherFolder, fewestSteps, result, span);
    }
}
