package dev.simarena.junit;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.Observation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tell one way to fail from another.
 *
 * @param outcome how the episode ended
 * @param ending what ended it: its limit, or type and message of what was thrown; {@code null} where it reached its target
 * @param steps number of actions of an episode that reached its target, else -1
 * @param ready -1 for fewer ready pods than the target, 0 for as many, 1 for more
 * @param pending whether pods are pending
 * @param reasons why pods could not be scheduled
 */
record FailureKind(
        EpisodeOutcome outcome, @Nullable String ending, int steps, int ready, boolean pending, Set<String> reasons) {

    static FailureKind of(Episode episode) {
        Throwable cause = episode.cause();
        String ending = cause == null ? episode.truncatedBy() : cause.toString();
        int steps = episode.outcome() == EpisodeOutcome.SOLVED ? episode.stepCount() : -1;
        if (episode.steps().isEmpty()) {
            return new FailureKind(episode.outcome(), ending, steps, 0, false, Set.of());
        }
        Observation last = episode.last().observation();
        return new FailureKind(
                episode.outcome(),
                ending,
                steps,
                Integer.compare(last.ready(), episode.spec().target()),
                last.pending() > 0,
                Set.copyOf(last.unschedulable().keySet()));
    }
}
