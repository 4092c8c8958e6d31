package dev.simarena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Action;
import dev.simarena.episode.Episode;
import dev.simarena.episode.StepRecord;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureEpisodeReportTests {

    private static final EpisodeIdentity ID =
            new EpisodeIdentity("MemoryScenario", "mem-slight.msgpack", "MemoryScenario.podsBecomeReady", 7);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path results;

    private final SharedAttachments shared = new SharedAttachments("run");
    private AllureLifecycle lifecycle = new AllureLifecycle();

    @BeforeEach
    void writeToFiles() {
        lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
    }

    @Test
    void test_isNamedAndLabeledAfterTheEpisode() throws IOException {
        JsonNode result = played(solved());

        assertThat(result.path("name").textValue()).isEqualTo("mem-slight.msgpack");
        assertThat(result.path("fullName").textValue())
                .isEqualTo("MemoryScenario.podsBecomeReady [mem-slight.msgpack × random × gradual]");
        assertThat(items(result.path("labels")))
                .extracting(AllureEpisodeReportTests::name, AllureEpisodeReportTests::value)
                .containsExactlyInAnyOrder(
                        tuple("host", "here"),
                        tuple("epic", "Sim-Arena"),
                        tuple("feature", "memory"),
                        tuple("story", "random"),
                        tuple("suite", "MemoryScenario"),
                        tuple("tag", "memory"));
        assertThat(result.path("description").textValue())
                .contains("**SOLVED**: reached its target in 1 step, return 1.00")
                .contains("-Darena.seed=7");
    }

    @Test
    void parameters_areThoseOfTheEpisodeAndTheSeedIsExcluded() throws IOException {
        assertThat(items(played(solved()).path("parameters")))
                .extracting(
                        AllureEpisodeReportTests::name,
                        AllureEpisodeReportTests::value,
                        parameter -> parameter.path("excluded").asBoolean())
                .containsExactly(
                        tuple("trace", "mem-slight.msgpack", false),
                        tuple("policy", "random", false),
                        tuple("reward", "gradual", false),
                        tuple("seed", "7", true));
    }

    @Test
    void history_staysTheSameWithAnotherSeedAndChangesWithTrace() throws IOException {
        String history = history(solved(), ID);

        EpisodeIdentity otherSeed = new EpisodeIdentity(ID.suite(), ID.testName(), ID.fullName(), 8);
        assertThat(history(solved(), otherSeed)).isEqualTo(history);
        assertThat(history(
                        EpisodeBuilder.episode()
                                .of("memory", "mem-heavy.msgpack", "random")
                                .reset(3, 0, "1", "1Gi")
                                .solved(),
                        ID))
                .isNotEqualTo(history);
        assertThat(history(
                        EpisodeBuilder.episode()
                                .repetition(1)
                                .reset(3, 0, "1", "1Gi")
                                .solved(),
                        ID))
                .isNotEqualTo(history);
    }

    @Test
    void steps_showObservationActionAndReward() throws IOException {
        JsonNode result = played(EpisodeStoryTests.unsolved().truncated("step limit 4"));

        assertThat(items(result.path("steps")))
                .extracting(
                        AllureEpisodeReportTests::name,
                        step -> step.path("status").textValue())
                .containsExactly(
                        tuple("step 0: reset → ready = 0, pending = 3, 3 × 500m cpu, 33Gi", "passed"),
                        tuple(
                                "step 1: bump_cpu_small → ready = 0, pending = 3, 3 × 1000m cpu, 33Gi, reward -0.45",
                                "passed"),
                        tuple(
                                "step 2: reduce_mem_small → ready = 0, pending = 3, 3 × 1000m cpu, 33536Mi, reward -0.45",
                                "passed"),
                        tuple(
                                "step 3: bump_mem_small BLOCKED → ready = 0, pending = 3, 3 × 1000m cpu, 33536Mi, reward -0.45",
                                "skipped"),
                        tuple(
                                "step 4: bump_cpu_small → ready = 0, pending = 3, 3 × 1500m cpu, 33536Mi, reward -0.45",
                                "failed"));
        assertThat(items(result.path("steps").path(3).path("parameters")))
                .extracting(AllureEpisodeReportTests::name, AllureEpisodeReportTests::value)
                .contains(
                        tuple("action", "bump_mem_small"),
                        tuple("outcome", "blocked: memory 33Gi > limit 32Gi"),
                        tuple("ready", "0"),
                        tuple("FailedScheduling", "Insufficient memory: 3 pods"),
                        tuple("reward", "-0.45"));
    }

    @Test
    void stepThatReachesTheTarget_saysSo() throws IOException {
        assertThat(name(played(solved()).path("steps").path(1))).endsWith(", reward 1.00 (target reached)");
    }

    @Test
    void failureOfEnvironmentOrPolicy_isAStepOfItsOwn() throws IOException {
        JsonNode aborted =
                played(EpisodeBuilder.episode().aborted(new EnvironmentException("Cluster [kind] is gone.")));
        JsonNode thrown = played(
                EpisodeBuilder.episode().reset(0, 3, "1", "1Gi").policyFailed(new IllegalStateException("no model")));

        assertThat(name(aborted.path("steps").path(0)))
                .isEqualTo("environment failed: EnvironmentException: Cluster [kind] is gone.");
        assertThat(aborted.path("steps").path(0).path("status").textValue()).isEqualTo("broken");
        assertThat(name(thrown.path("steps").path(1))).isEqualTo("policy failed: IllegalStateException: no model");
        assertThat(thrown.path("steps").path(1).path("status").textValue()).isEqualTo("failed");
    }

    @Test
    void attachments_areChartDiffStoryAndRecords() throws IOException {
        JsonNode result = played(EpisodeStoryTests.unsolved().truncated("step limit 4"));

        assertThat(items(result.path("attachments")))
                .extracting(
                        AllureEpisodeReportTests::name,
                        attachment -> attachment.path("type").textValue())
                .containsExactly(
                        tuple("Chart", "image/svg+xml"),
                        tuple("Trace diff", "text/plain"),
                        tuple("Story", "text/plain"),
                        tuple("Records", "application/json"));
        assertThat(attached(result, 0)).startsWith("<svg ").contains("mem-slight.msgpack × random");
        assertThat(attached(result, 1))
                .contains("-              \"memory\" : \"33Gi\"\n+              \"memory\" : \"33536Mi\"\n");
        assertThat(attached(result, 2)).startsWith("Episode [mem-slight.msgpack × random × seed 7] did not reach");
        JsonNode records = JSON.readTree(attached(result, 3));
        assertThat(records).hasSize(5);
        assertThat(records.path(3).path("outcome").path("blocked").booleanValue())
                .isTrue();
    }

    @Test
    void equalAttachments_areOneFile() throws IOException {
        played(solved());
        played(solved());

        try (Stream<Path> files = Files.list(results)) {
            // chart, diff, story and records, once
            assertThat(files.filter(file -> file.toString().contains("-attachment")))
                    .hasSize(4);
        }
    }

    @Test
    void recordsOfALongEpisode_showItsFirstAndLastSteps() throws IOException {
        Episode shortOne = solved();
        List<StepRecord> steps = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            steps.add(shortOne.steps().get(1));
        }
        Episode longOne =
                new Episode(shortOne.spec(), shortOne.outcome(), null, steps, shortOne.finalTrace(), null, List.of());

        JsonNode whole = JSON.readTree(EpisodeAttachments.records(shortOne));
        JsonNode cut = JSON.readTree(EpisodeAttachments.records(longOne));

        assertThat(whole).hasSize(shortOne.steps().size());
        assertThat(EpisodeAttachments.records(longOne).length()).isLessThan(EpisodeAttachments.MOST_RECORDS + 1000);
        int at = 0;
        while (!cut.path(at).has("left_out")) {
            at++;
        }
        assertThat(at).isPositive();
        assertThat(cut).hasSize(at + 3);
        assertThat(cut.path(at).path("left_out").intValue()).isEqualTo(200 - at - 2);
    }

    @Test
    void secondEpisode_groupsBoth() throws IOException {
        JsonNode result = played(solved(), EpisodeStoryTests.unsolved().truncated("step limit 4"), solved());

        assertThat(items(result.path("steps")))
                .extracting(
                        AllureEpisodeReportTests::name,
                        step -> step.path("status").textValue(),
                        step -> step.path("steps").size(),
                        step -> step.path("attachments").size())
                .containsExactly(
                        tuple(
                                "Episode [mem-slight.msgpack × random × seed 7] reached its target in 1 step",
                                "passed",
                                2,
                                4),
                        tuple(
                                "Episode [mem-slight.msgpack × random × seed 7] did not reach its target within 4 steps",
                                "failed",
                                5,
                                4),
                        tuple(
                                "Episode [mem-slight.msgpack × random × seed 7] reached its target in 1 step",
                                "passed",
                                2,
                                4));
        assertThat(result.path("attachments")).isEmpty();
    }

    @Test
    void announcedTest_hasItsNameAndHistoryThoughNothingWasPlayed() throws IOException {
        TestResult test = start();
        new AllureEpisodeReport(lifecycle, shared)
                .name(ID, new EpisodeLabels.PlayedSpec("memory", "mem-slight.msgpack", "random", "gradual", 0));
        JsonNode announced = finish(test);

        assertThat(name(announced)).isEqualTo("mem-slight.msgpack");
        assertThat(announced.path("historyId").textValue()).isEqualTo(history(solved(), ID));
    }

    @Test
    void noTestRunning_writesNothing() throws IOException {
        new AllureEpisodeReport(lifecycle, shared).add(solved(), ID);

        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).isEmpty();
        }
    }

    private static Episode solved() {
        return EpisodeBuilder.episode()
                .reset(0, 3, "500m", "32896Mi")
                .step(Action.REDUCE_MEM_SMALL, 3, 0, "500m", "32640Mi", 1)
                .solved();
    }

    private String history(Episode episode, EpisodeIdentity id) throws IOException {
        TestResult test = start();
        new AllureEpisodeReport(lifecycle, shared).add(episode, id);
        JsonNode result = finish(test);
        assertThat(result.path("testCaseId")).isEqualTo(result.path("historyId"));
        return result.path("historyId").textValue();
    }

    private JsonNode played(Episode... episodes) throws IOException {
        TestResult test = start();
        for (Episode episode : episodes) {
            new AllureEpisodeReport(lifecycle, shared).add(episode, ID);
        }
        return finish(test);
    }

    /** Start a test as Allure's JUnit listener does, with labels and parameters that must go and one that must stay. */
    private TestResult start() {
        TestResult test = new TestResult()
                .setUuid("test-" + results.toFile().list().length)
                .setName("podsBecomeReady(Simulation, Policy) [3]")
                .setLabels(new ArrayList<>(List.of(
                        new Label().setName("host").setValue("here"),
                        new Label().setName("suite").setValue("dev.simarena.MemoryScenario"),
                        new Label().setName("feature").setValue("old"),
                        new Label().setName("tag").setValue("memory"),
                        new Label().setName("tag").setValue("memory"))))
                .setParameters(new ArrayList<>(
                        List.of(new Parameter().setName("UniqueId").setValue("[#3]"))));
        lifecycle.scheduleTestCase(test);
        lifecycle.startTestCase(test.getUuid());
        return test;
    }

    private JsonNode finish(TestResult test) throws IOException {
        lifecycle.stopTestCase(test.getUuid());
        lifecycle.writeTestCase(test.getUuid());
        return JSON.readTree(results.resolve(test.getUuid() + "-result.json").toFile());
    }

    private String attached(JsonNode result, int number) throws IOException {
        return Files.readString(results.resolve(
                result.path("attachments").path(number).path("source").textValue()));
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static String name(JsonNode node) {
        return node.path("name").textValue();
    }

    private static String value(JsonNode node) {
        return node.path("value").textValue();
    }
}
