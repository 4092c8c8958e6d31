package dev.simarena.junit;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assert about a played episode.
 *
 * <p>A failure tells the episode's story. An ABORTED episode has no score: every assertion but {@link #isAborted()} and
 * {@link #leftNothingBehind()} throws {@link EnvironmentException} with what failed, an error rather than a failed
 * assertion.
 */
public final class EpisodeAssert extends AbstractAssert<EpisodeAssert, Episode> {

    /** Sums of decimal rewards differ by this little from what is written: {@value}. */
    static final double ROUNDING = 1e-9;

    EpisodeAssert(@Nullable Episode actual) {
        super(actual, EpisodeAssert.class);
    }

    /**
     * Check that the target was reached.
     *
     * <pre>{@code assertThat(simulation.play(reference)).isSolved();  // passes
     * assertThat(simulation.play(noop)).isSolved();       // fails}</pre>
     */
    public EpisodeAssert isSolved() {
        if (scored().outcome() != EpisodeOutcome.SOLVED) {
            throw failure("", EpisodeOutcome.SOLVED, actual.outcome());
        }
        return this;
    }

    /**
     * Check that the target was not reached, though the environment worked.
     *
     * <pre>{@code assertThat(simulation.play(noop)).isUnsolved();       // passes
     * assertThat(simulation.play(reference)).isUnsolved();  // fails}</pre>
     */
    public EpisodeAssert isUnsolved() {
        if (scored().outcome() != EpisodeOutcome.UNSOLVED) {
            throw failure(
                    AssertionMessages.notUnsolved(actual.outcome().name()), EpisodeOutcome.UNSOLVED, actual.outcome());
        }
        return this;
    }

    /**
     * Check that the environment failed.
     *
     * <pre>{@code assertThat(simulationOnBrokenCluster.play(noop)).isAborted();  // passes
     * assertThat(simulation.play(noop)).isAborted();                 // fails}</pre>
     */
    public EpisodeAssert isAborted() {
        if (present().outcome() != EpisodeOutcome.ABORTED) {
            throw failure(
                    AssertionMessages.notAborted(actual.outcome().name()), EpisodeOutcome.ABORTED, actual.outcome());
        }
        return this;
    }

    /**
     * Check that the episode took at most this many actions.
     *
     * <pre>{@code assertThat(simulation.play(reference)).withinSteps(9);  // passes for 9 steps
     * assertThat(simulation.play(reference)).withinSteps(8);  // fails for 9 steps}</pre>
     *
     * @param limit largest number of actions allowed, 0 or more
     */
    public EpisodeAssert withinSteps(int limit) {
        if (scored().stepCount() > limit) {
            throw failure(
                    AssertionMessages.tooManySteps(actual.stepCount(), limit), "at most " + limit, actual.stepCount());
        }
        return this;
    }

    /**
     * Check that the episode was solved in the fewest steps possible: those that the trace declares, else those of the
     * {@code reference} policy, which is then played on a fresh embedded cluster.
     *
     * <pre>{@code assertThat(simulation.play(reference)).inFewestSteps();  // passes
     * assertThat(simulation.play(random)).inFewestSteps();     // fails, most likely}</pre>
     */
    public EpisodeAssert inFewestSteps() {
        isSolved();
        FewestSteps fewest = FewestSteps.of(actual.spec());
        if (actual.stepCount() != fewest.steps()) {
            throw failure(
                    AssertionMessages.notFewestSteps(actual.stepCount(), fewest), fewest.steps(), actual.stepCount());
        }
        return this;
    }

    /**
     * Check that the sum of all rewards is at least this, up to rounding (1e-9).
     *
     * <pre>{@code assertThat(solved).hasTotalRewardAtLeast(-3);  // passes for -2.5
     * assertThat(solved).hasTotalRewardAtLeast(-2);  // fails for -2.5}</pre>
     *
     * @param least smallest sum allowed
     */
    public EpisodeAssert hasTotalRewardAtLeast(double least) {
        double total = scored().totalReward();
        if (!(total >= least - ROUNDING)) {
            throw failure(AssertionMessages.totalRewardTooSmall(total, least), "at least " + least, total);
        }
        return this;
    }

    /**
     * Check that no replay left anything on the cluster.
     *
     * <pre>{@code assertThat(episode).leftNothingBehind();  // passes when every object with the run's label is gone}</pre>
     */
    public EpisodeAssert leftNothingBehind() {
        List<String> leftovers = present().leftovers();
        if (!leftovers.isEmpty()) {
            throw failure(AssertionMessages.leftBehind(leftovers), List.of(), leftovers);
        }
        return this;
    }

    /**
     * Go to a step; 0 is the reset.
     *
     * <pre>{@code assertThat(episode).atStep(3).observation().hasPending(0);}</pre>
     *
     * @param step number of the step, 0 or more
     */
    public StepAssert atStep(int step) {
        scored();
        if (step < 0 || step >= actual.steps().size()) {
            throw failure(
                    AssertionMessages.noSuchStep(step, actual.stepCount()),
                    "step " + step,
                    "steps 0 to " + actual.stepCount());
        }
        return new StepAssert(actual.steps().get(step), this);
    }

    /** Build a failure that begins with what was expected and goes on with the story. */
    EpisodeAssertionError failure(String headline, Object expected, Object found) {
        String description = info.descriptionText();
        String described = description.isEmpty() ? headline : "[%s] %s".formatted(description, headline);
        return EpisodeAssertionError.of(described.strip(), actual, expected, found);
    }

    private Episode present() {
        isNotNull();
        return actual;
    }

    private Episode scored() {
        if (present().outcome() == EpisodeOutcome.ABORTED) {
            throw EpisodeAbortedException.of(actual);
        }
        return actual;
    }
}
