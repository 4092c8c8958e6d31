package dev.simarena.report;

import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.EpisodeSpec;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Give the Allure test of an episode its name, history, labels and parameters. */
final class EpisodeLabels {

    /** Labels that JUnit or the test class may have set and that we set anew; Allure adds up, it does not replace. */
    private static final Set<String> OURS = Set.of("epic", "feature", "story", "parentSuite", "suite", "subSuite");

    private EpisodeLabels() {}

    /** What tells one test of a method from another, and nothing that changes from run to run. */
    record PlayedSpec(String scenario, String trace, String policy, String reward, int repetition) {

        static PlayedSpec of(EpisodeSpec spec) {
            return new PlayedSpec(spec.scenario(), spec.traceName(), spec.policy(), spec.reward(), spec.repetition());
        }
    }

    /** Name a test by what it plays or was meant to play. */
    static void apply(TestResult result, EpisodeIdentity id, PlayedSpec spec) {
        String repetition = spec.repetition() == 0 ? "" : " × repetition " + spec.repetition();
        String history = md5(String.join(
                "\n",
                id.fullName(),
                spec.scenario(),
                spec.trace(),
                spec.policy(),
                spec.reward(),
                Integer.toString(spec.repetition())));
        result.setName(id.testName())
                .setFullName("%s [%s × %s × %s%s]"
                        .formatted(id.fullName(), spec.trace(), spec.policy(), spec.reward(), repetition))
                .setHistoryId(history)
                .setTestCaseId(history)
                .setTestCaseName(id.testName())
                .setLabels(labels(result.getLabels(), spec, id))
                .setParameters(new ArrayList<>(List.of(
                        parameter("trace", spec.trace()),
                        parameter("policy", spec.policy()),
                        parameter("reward", spec.reward()),
                        parameter("seed", Long.toString(id.runSeed())).setExcluded(true))));
    }

    /** Say how the episode of a test ended and how to play it again. */
    static String description(Episode episode, ReproduceCommand command) {
        String score = episode.steps().size() < 2 || episode.outcome() == EpisodeOutcome.ABORTED
                ? ""
                : ", return " + EpisodeWords.reward(episode.totalReward());
        return "**%s**: %s%s%n%n    %s"
                .formatted(episode.outcome(), EpisodeWords.ending(episode), score, command.text());
    }

    static List<Label> labels(List<Label> before, PlayedSpec spec, EpisodeIdentity id) {
        Set<Label> labels = new LinkedHashSet<>();
        before.stream().filter(label -> !OURS.contains(label.getName())).forEach(labels::add);
        labels.add(label("epic", "Sim-Arena"));
        labels.add(label("feature", spec.scenario()));
        labels.add(label("story", spec.policy()));
        labels.add(label("suite", id.suite()));
        labels.add(label("tag", spec.scenario()));
        return new ArrayList<>(labels);
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value);
    }

    static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 [java.security] is missing. Use a complete JDK.", e);
        }
    }
}
