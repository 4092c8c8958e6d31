package dev.simarena.junit;

import dev.simarena.episode.Observation;
import dev.simarena.episode.StepRecord;
import dev.simarena.trace.Quantity;
import org.assertj.core.api.AbstractAssert;

/** Assert about the true observation after a step. */
public final class ObservationAssert extends AbstractAssert<ObservationAssert, Observation> {

    private final int number;
    private final StepAssert step;

    ObservationAssert(StepRecord record, StepAssert step) {
        super(record.observation(), ObservationAssert.class);
        this.number = record.step();
        this.step = step;
    }

    /** Check the number of ready pods, for example {@code .observation().hasReady(3)}. */
    public ObservationAssert hasReady(int expected) {
        return count("ready", expected, actual.ready());
    }

    /** Check the number of pending pods, for example {@code .observation().hasPending(0)}. */
    public ObservationAssert hasPending(int expected) {
        return count("pending", expected, actual.pending());
    }

    /** Check the number of all pods, for example {@code .observation().hasTotal(3)}. */
    public ObservationAssert hasTotal(int expected) {
        return count("total", expected, actual.total());
    }

    /** Check {@code spec.replicas}, for example {@code .observation().hasReplicas(3)}. */
    public ObservationAssert hasReplicas(int expected) {
        return count("replicas", expected, actual.replicas());
    }

    /** Check the cpu request by value, for example {@code .observation().hasCpu("500m")}. */
    public ObservationAssert hasCpu(String expected) {
        return quantity("cpu", expected, actual.cpu());
    }

    /** Check the memory request by value, for example {@code .observation().hasMemory("32Gi")}. */
    public ObservationAssert hasMemory(String expected) {
        return quantity("memory", expected, actual.memory());
    }

    /** Check how many pods are unschedulable for a reason, for example {@code Insufficient cpu}. */
    public ObservationAssert hasUnschedulable(String reason, int expected) {
        return count(
                "unschedulable for [" + reason + "]",
                expected,
                actual.unschedulable().getOrDefault(reason, 0));
    }

    /** Go back to the step. */
    public StepAssert returnToStep() {
        return step;
    }

    /** Go back to the episode. */
    public EpisodeAssert returnToEpisode() {
        return step.returnToEpisode();
    }

    private ObservationAssert count(String what, int expected, int found) {
        if (found != expected) {
            throw step.failure(AssertionMessages.wrongCount(number, what, expected, found), expected, found);
        }
        return this;
    }

    private ObservationAssert quantity(String what, String expected, String found) {
        if (Quantity.parse(expected).compareTo(Quantity.parse(found)) != 0) {
            throw step.failure(AssertionMessages.wrongQuantity(number, what, expected, found), expected, found);
        }
        return this;
    }
}
