package dev.simarena.junit;

import dev.simarena.episode.Action;
import dev.simarena.episode.ActionOutcome;
import dev.simarena.episode.StepRecord;
import org.assertj.core.api.AbstractAssert;

/** Assert about one step of an episode; step 0 is the reset. */
public final class StepAssert extends AbstractAssert<StepAssert, StepRecord> {

    private final EpisodeAssert episode;

    StepAssert(StepRecord actual, EpisodeAssert episode) {
        super(actual, StepAssert.class);
        this.episode = episode;
    }

    /** Go to the true observation after the step. */
    public ObservationAssert observation() {
        return new ObservationAssert(actual, this);
    }

    /**
     * Check which action was taken.
     *
     * <pre>{@code assertThat(episode).atStep(1).hasAction(Action.REDUCE_CPU_SMALL);}</pre>
     */
    public StepAssert hasAction(Action expected) {
        Action found = actual.action();
        if (found != expected) {
            String name = found == null ? "the reset" : found.key();
            throw failure(AssertionMessages.wrongAction(actual.step(), expected.key(), name), expected.key(), name);
        }
        return this;
    }

    /**
     * Check that a safeguard blocked the action.
     *
     * <pre>{@code assertThat(episode).atStep(3).isBlocked();}</pre>
     */
    public StepAssert isBlocked() {
        ActionOutcome outcome = actual.outcome();
        if (outcome == null || !outcome.blocked()) {
            throw failure(AssertionMessages.notBlocked(actual.step()), "blocked", "not blocked");
        }
        return this;
    }

    /**
     * Check the reward of the step, up to rounding (1e-9).
     *
     * <pre>{@code assertThat(episode).atStep(4).hasReward(1.0);}</pre>
     */
    public StepAssert hasReward(double expected) {
        Double found = actual.reward();
        if (found == null || !(Math.abs(found - expected) <= EpisodeAssert.ROUNDING)) {
            throw failure(
                    AssertionMessages.wrongReward(actual.step(), expected, found),
                    expected,
                    found == null ? "none" : found);
        }
        return this;
    }

    /** Go back to the episode. */
    public EpisodeAssert returnToEpisode() {
        return episode;
    }

    EpisodeAssertionError failure(String headline, Object expected, Object found) {
        return episode.failure(headline, expected, found);
    }
}
