package dev.simarena.report;

import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.Observation;
import dev.simarena.episode.StepRecord;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Make Allure steps of an episode's steps.
 *
 * <p>A step is passed where its action did what it says, skipped where the action was blocked or changed nothing, failed
 * where the episode ended there short of its target, and broken where the environment failed.
 */
final class EpisodeSteps {

    private EpisodeSteps() {}

    /** The step that holds a whole episode. */
    static final class Group extends StepResult {

        private static final long serialVersionUID = 1L;
    }

    /** Make the step that can hold a whole episode, still empty. */
    static StepResult group(Episode episode, long seed) {
        return new Group()
                .setName(EpisodeWords.headline(episode, seed))
                .setStage(Stage.FINISHED)
                .setStatus(
                        switch (episode.outcome()) {
                            case SOLVED -> Status.PASSED;
                            case UNSOLVED -> Status.FAILED;
                            case ABORTED -> Status.BROKEN;
                        });
    }

    /** Make one step for each record, and one for a failure of policy or environment. */
    static List<StepResult> of(Episode episode) {
        List<StepResult> results = new ArrayList<>();
        for (StepRecord step : episode.steps()) {
            results.add(step(step, episode));
        }
        if (episode.outcome() == EpisodeOutcome.ABORTED) {
            results.add(failure("environment failed: " + EpisodeWords.cause(episode), Status.BROKEN));
        } else if (EpisodeWords.policyFailed(episode)) {
            results.add(failure("policy failed: " + EpisodeWords.cause(episode), Status.FAILED));
        }
        return results;
    }

    private static StepResult failure(String name, Status status) {
        return new StepResult().setName(name).setStage(Stage.FINISHED).setStatus(status);
    }

    private static StepResult step(StepRecord step, Episode episode) {
        String trouble = EpisodeWords.trouble(step);
        StepResult result = new StepResult()
                .setName(name(step))
                .setStage(Stage.FINISHED)
                // without times Allure calls the duration unknown; a step takes none but the cluster's
                .setStart(step.time().toEpochMilli())
                .setStop(step.time().toEpochMilli())
                .setStatus(trouble == null ? Status.PASSED : Status.SKIPPED)
                .setParameters(parameters(step));
        boolean last = step.equals(episode.last());
        if (last && episode.outcome() == EpisodeOutcome.UNSOLVED && episode.cause() == null) {
            result.setStatus(Status.FAILED).setStatusDetails(new StatusDetails().setMessage(EpisodeWords.why(episode)));
        }
        return result;
    }

    private static String name(StepRecord step) {
        Observation seen = step.observation();
        StringBuilder name = new StringBuilder("step ").append(step.step()).append(": ");
        name.append(step.action() == null ? "reset" : step.action().key());
        if (step.outcome() != null && step.outcome().blocked()) {
            name.append(" BLOCKED");
        } else if (EpisodeWords.trouble(step) != null) {
            name.append(" WITHOUT EFFECT");
        }
        name.append(" → ").append(EpisodeWords.counts(seen, EpisodeWords.totalMatters(seen)));
        name.append(", ").append(seen.replicas()).append(" × ").append(seen.cpu());
        name.append(" cpu, ").append(seen.memory());
        if (step.reward() != null) {
            name.append(", reward ").append(EpisodeWords.reward(step.reward()));
        }
        return step.atTarget() ? name.append(" (target reached)").toString() : name.toString();
    }

    private static List<Parameter> parameters(StepRecord step) {
        Observation seen = step.observation();
        List<Parameter> parameters = new ArrayList<>();
        Action action = step.action();
        add(parameters, "action", action == null ? null : action.key());
        add(parameters, "outcome", EpisodeWords.trouble(step));
        add(parameters, "ready", Integer.toString(seen.ready()));
        add(parameters, "pending", Integer.toString(seen.pending()));
        add(parameters, "total", Integer.toString(seen.total()));
        add(parameters, "replicas", Integer.toString(seen.replicas()));
        add(parameters, "cpu", seen.cpu());
        add(parameters, "memory", seen.memory());
        add(parameters, "reward", step.reward() == null ? null : EpisodeWords.reward(step.reward()));
        seen.unschedulable()
                .forEach((reason, pods) ->
                        add(parameters, "FailedScheduling", reason + ": " + EpisodeWords.count(pods, "pod")));
        if (!step.seen().equals(seen)) {
            add(parameters, "policy saw", EpisodeWords.counts(step.seen(), true));
        }
        add(
                parameters,
                "cluster time",
                step.time() + " (replay of " + step.duration().toSeconds() + " s)");
        add(parameters, "replayed trace", step.traceOut());
        add(parameters, "left behind", step.leftovers().isEmpty() ? null : String.join(", ", step.leftovers()));
        return parameters;
    }

    private static void add(List<Parameter> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(new Parameter().setName(name).setValue(value));
        }
    }
}
