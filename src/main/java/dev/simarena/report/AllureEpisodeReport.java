package dev.simarena.report;

import dev.simarena.episode.Episode;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.util.List;
import java.util.function.UnaryOperator;

/** Show episodes in the Allure report of the test that plays them. */
public final class AllureEpisodeReport {

    private final AllureLifecycle lifecycle;
    private final SharedAttachments shared;

    AllureEpisodeReport(AllureLifecycle lifecycle, SharedAttachments shared) {
        this.lifecycle = lifecycle;
        this.shared = shared;
    }

    /**
     * Add an episode to the Allure test that runs on this thread; without one, do nothing.
     *
     * <p>The first episode names the test and gives it its labels, parameters and history. Where a test plays several
     * episodes, each becomes a step of its own that holds everything that belongs to it.
     *
     * @param shared the attachments of the run
     */
    public static void record(Episode episode, EpisodeIdentity id, SharedAttachments shared) {
        record(episode, id, shared, UnaryOperator.identity());
    }

    /**
     * Add an episode, like {@link #record(Episode, EpisodeIdentity, SharedAttachments)}.
     *
     * @param found makes the command that plays the episode again find its test
     */
    public static void record(
            Episode episode, EpisodeIdentity id, SharedAttachments shared, UnaryOperator<ReproduceCommand> found) {
        new AllureEpisodeReport(Allure.getLifecycle(), shared).add(episode, id, found);
    }

    /** Attach something to the Allure test that runs on this thread; without one, do nothing. */
    public static void attach(String name, String type, String extension, byte[] content) {
        AllureLifecycle lifecycle = Allure.getLifecycle();
        if (lifecycle.getCurrentTestCase().isPresent()) {
            lifecycle.addAttachment(name, type, extension, content);
        }
    }

    /**
     * Give the Allure test that runs on this thread the name, labels, parameters and history of an episode before it is
     * played, so that a test that fails earlier is found under its own name; without such a test, do nothing.
     */
    public static void announce(EpisodeIdentity id, String scenario, String trace, String policy, String reward) {
        new AllureEpisodeReport(Allure.getLifecycle(), new SharedAttachments(""))
                .name(id, new EpisodeLabels.PlayedSpec(scenario, trace, policy, reward, 0));
    }

    void name(EpisodeIdentity id, EpisodeLabels.PlayedSpec spec) {
        if (lifecycle.getCurrentTestCase().isPresent()) {
            lifecycle.updateTestCase(result -> EpisodeLabels.apply(result, id, spec));
        }
    }

    void add(Episode episode, EpisodeIdentity id) {
        add(episode, id, UnaryOperator.identity());
    }

    private void add(Episode episode, EpisodeIdentity id, UnaryOperator<ReproduceCommand> found) {
        if (lifecycle.getCurrentTestCase().isEmpty()) {
            return;
        }
        ReproduceCommand command = found.apply(ReproduceCommand.of(episode, id.runSeed()));
        List<Attachment> attachments = new EpisodeAttachments(lifecycle, shared).write(episode, command);
        lifecycle.updateTestCase(result -> {
            StepResult group = EpisodeSteps.group(episode, id.runSeed());
            if (hasEpisode(result)) {
                groupTheFirst(result);
                group.getSteps().addAll(EpisodeSteps.of(episode));
                group.getAttachments().addAll(attachments);
                result.getSteps().add(group);
            } else {
                EpisodeLabels.apply(result, id, EpisodeLabels.PlayedSpec.of(episode.spec()));
                result.setDescription(EpisodeLabels.description(episode, command));
                EpisodeSteps.of(episode).forEach(step -> result.getSteps().add(new DirectStep(step, group)));
                attachments.forEach(attachment -> result.getAttachments().add(new DirectAttachment(attachment)));
            }
        });
    }

    private static boolean hasEpisode(TestResult result) {
        return result.getSteps().stream()
                .anyMatch(step -> step instanceof DirectStep || step instanceof EpisodeSteps.Group);
    }

    private static void groupTheFirst(TestResult result) {
        List<DirectStep> steps = result.getSteps().stream()
                .filter(DirectStep.class::isInstance)
                .map(DirectStep.class::cast)
                .toList();
        if (steps.isEmpty()) {
            return;
        }
        List<Attachment> attachments = result.getAttachments().stream()
                .filter(DirectAttachment.class::isInstance)
                .toList();
        StepResult group = steps.get(0).group;
        group.getSteps().addAll(steps);
        group.getAttachments().addAll(attachments);
        result.getSteps().set(result.getSteps().indexOf(steps.get(0)), group);
        result.getSteps().removeAll(steps);
        result.getAttachments().removeAll(attachments);
    }

    /** A step of the one episode of a test; it stands directly under the test until there is a second episode. */
    private static final class DirectStep extends StepResult {

        private static final long serialVersionUID = 1L;

        private final transient StepResult group;

        DirectStep(StepResult step, StepResult group) {
            this.group = group;
            setName(step.getName()).setStatus(step.getStatus()).setStatusDetails(step.getStatusDetails());
            setStage(step.getStage()).setParameters(step.getParameters());
            setStart(step.getStart()).setStop(step.getStop());
        }
    }

    /** An attachment of the one episode of a test. */
    private static final class DirectAttachment extends Attachment {

        private static final long serialVersionUID = 1L;

        DirectAttachment(Attachment attachment) {
            setName(attachment.getName()).setSource(attachment.getSource()).setType(attachment.getType());
        }
    }
}
