package dev.simarena.cli;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.Action;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.Compare;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.RewardThreshold;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SelfCheck;
import dev.simarena.junit.SolveRate;
import dev.simarena.junit.TraceSource;
import dev.simarena.report.history.HistoryFile;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Merge shards that are played here, and compare with a run that plays everything. */
class MergeCommandTests {

    private static final int TRACES = 14;
    private static final String FEW = "scenarios/web/0[1-6].msgpack";

    @TempDir
    Path folder;

    @BeforeEach
    void writeTraces() throws IOException {
        Path traces = Files.createDirectories(folder.resolve("scenarios/web"));
        for (int i = 1; i <= TRACES; i++) {
            TraceFiles.write(
                    DeploymentTrace.builder().cpu(i % 2 == 0 ? "17" : "16500m").build(),
                    traces.resolve("%02d.msgpack".formatted(i)));
        }
    }

    @Test
    void mergedRecords_areEqualToThoseOfOneRun() throws IOException {
        play("whole", "", "none");
        for (int shard = 1; shard <= 3; shard++) {
            play("shard-" + shard, shard + "/3", "none");
        }

        assertThat(arena("merge", folder.resolve("shard-*").toString()).exit()).isZero();

        Map<String, String> whole = records(latest("whole/arena"));
        assertSame(records(latest("merged/arena")), whole);
        assertThat(whole).containsKeys("step.jsonl", "summary.json", "summary.txt", "batches.jsonl", "gates.jsonl");
    }

    @Test
    void severalTestsOfOneTrace_areMergedWithoutLoss() throws IOException {
        play(SeveralTestCase.class, "whole", "", Map.of("arena.cleanup", "on_success", "arena.policy", "noop"));
        for (int shard = 1; shard <= 3; shard++) {
            play(
                    SeveralTestCase.class,
                    "shard-" + shard,
                    shard + "/3",
                    Map.of("arena.cleanup", "on_success", "arena.policy", "noop"));
        }

        Output output = arena("merge", folder.resolve("shard-*").toString());

        assertThat(output.exit()).as(output.err()).isEqualTo(1);
        assertThat(output.out()).contains("""
                        Tests: 6 failed in the shards, gates aside
                          SeveralTestCase.again › 02.msgpack
                          SeveralTestCase.again › 04.msgpack
                        """);
        Map<String, String> whole = records(latest("whole/arena"));
        assertSame(records(latest("merged/arena")), whole);
        assertThat(whole)
                .containsKeys(
                        "web/01/noop/step.jsonl",
                        "web/01/noop~2/step.jsonl",
                        "web/01/noop~3/step.jsonl",
                        "web/06/noop~3/step.jsonl",
                        "kept/SeveralTestCase.again/web/06/noop/kept.yaml");
        assertThat(whole.get("gates.jsonl")).contains("SeveralTestCase.plays");
        assertThat(new HistoryFile(folder.resolve("history.jsonl")).read().entries())
                .hasSize(18);
    }

    @Test
    void namesThatOnlyUpperCaseTellsApart_areMergedWithoutLoss() throws IOException {
        Path traces = folder.resolve("scenarios/web");
        for (String name : List.of("A", "B", "a", "b")) {
            Files.copy(traces.resolve("01.msgpack"), traces.resolve(name + ".msgpack"));
        }
        play("whole", "", "none");
        for (int shard = 1; shard <= 3; shard++) {
            play("shard-" + shard, shard + "/3", "none");
        }

        assertThat(arena("merge", folder.resolve("shard-*").toString()).exit()).isZero();

        Map<String, String> whole = records(latest("whole/arena"));
        assertSame(records(latest("merged/arena")), whole);
        assertThat(whole).containsKeys("web/A/reference/step.jsonl", "web/a/reference~2/step.jsonl");
    }

    @Test
    void equalEpisodesOfSeveralRuns_countOnce_andDifferentOnesAreAnError() throws IOException {
        play("whole", "", "none");
        play("again", "", "none");
        play(WebTestCase.class, "other", "", Map.of("arena.seed", "1"));
        String whole = folder.resolve("whole").toString();

        assertThat(arena("merge", whole, folder.resolve("again").toString()).exit())
                .isZero();
        assertSame(records(latest("merged/arena")), records(latest("whole/arena")));

        Output different = arena("merge", whole, folder.resolve("other").toString());
        assertThat(different.exit()).isEqualTo(2);
        assertThat(different.err())
                .isEqualTo(("Episode [web/01/reference] is in %s and in %s, and they differ. Merge the shards of one"
                                + " command: same settings, same seed, deterministic policies.\n")
                        .formatted(latest("whole/arena"), latest("other/arena")));
        assertThat(folder.resolve("merged/arena/merged-2")).doesNotExist();
    }

    @Test
    void fileThatCannotBeRead_isNamed_andNothingIsLeftBehind() throws IOException {
        play("shard-1", "1/2", "none");
        play("shard-2", "2/2", "none");
        Path results = folder.resolve("shard-1/allure-results/1-result.json");
        Files.writeString(results, "{\"name\": \n");

        Output torn = arena("merge", folder.resolve("shard-*").toString());
        assertThat(torn.exit()).isEqualTo(2);
        assertThat(torn.err())
                .isEqualTo(
                        "Result of Allure [%s] cannot be read: it is no JSON (line 2, column 1). Play the run again, or"
                                        .formatted(results)
                                + " leave the file out.\n");
        assertThat(folder.resolve("merged/arena/merged-1")).doesNotExist();

        Files.delete(results);
        Path batches = latest("shard-1/arena").resolve("batches.jsonl");
        Files.writeString(batches, "no JSON");
        assertThat(arena("merge", folder.resolve("shard-*").toString()).err())
                .startsWith("Batches [%s] cannot be read: it is no JSON (line 1, column 1). ".formatted(batches))
                .doesNotContain("Exception", "[Source");
        Path summary = latest("shard-2/arena").resolve("summary.json");
        Files.writeString(summary, "[");
        assertThat(arena("merge", folder.resolve("shard-*").toString()).err())
                .isEqualTo(
                        ("Run file [%s] cannot be read: it is no JSON (line 1, column 2). Play the run again, or leave its"
                                        + " folder out.\n")
                                .formatted(summary));
        assertThat(folder.resolve("merged/arena/merged-1")).doesNotExist();
    }

    @Test
    void globThatIsNone_isNoVerdict() {
        Output output = arena("merge", "[s");

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo("Folder [[s] is no glob: missing ']. Correct it, or put a backslash before what is meant"
                        + " literally.\n");
    }

    @Test
    void historyThatCannotBeWritten_losesNoVerdict() throws IOException {
        play("shard-1", "1/2", "none");
        play("shard-2", "2/2", "none");
        Path taken = Files.createFile(folder.resolve("taken"));

        Output output = Output.of(
                "merge",
                "--no-report",
                "--out=" + folder.resolve("merged"),
                "--history=" + taken.resolve("history.jsonl"),
                folder.resolve("shard-*").toString());

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.out()).contains("Gates: 2 passed, 0 failed, 0 inconclusive, 0 not asked");
        assertThat(output.err())
                .isEqualTo(("History [%s] cannot be written: %s: not a directory. Make room for it, or do without:"
                                + " -Darena.history=none, arena merge --history none; no verdict depends on it.\n")
                        .formatted(taken.resolve("history.jsonl"), taken.resolve("history.jsonl.lock")));
    }

    @Test
    void noHistory_isWrittenWhereNoneIsWanted() {
        play("shard-1", "1/2", "none");
        play("shard-2", "2/2", "none");

        Output output = Output.of(
                "merge",
                "--no-report",
                "--out=" + folder.resolve("merged"),
                "--history=none",
                folder.resolve("shard-*").toString());

        assertThat(output.exit()).isZero();
        assertThat(Path.of("none")).doesNotExist();
    }

    @Test
    void failedTest_isExitCodeOne_alsoWithoutResultsOfAllure() throws IOException {
        for (int shard = 1; shard <= 2; shard++) {
            play(FailingTestCase.class, "shard-" + shard, shard + "/2", Map.of());
            Files.move(
                    folder.resolve("shard-%d/allure-results".formatted(shard)), folder.resolve("results-of-" + shard));
        }

        Output output = arena("merge", "--json", folder.resolve("shard-*").toString());

        assertThat(output.exit()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(output.out());
        assertThat(json.path("red").booleanValue()).isTrue();
        assertThat(json.path("failed_tests").intValue()).isEqualTo(1);
        assertThat(json.path("failed").toString()).isEqualTo("[\"FailingTestCase.plays › 03.msgpack\"]");
    }

    @Test
    void comparison_isShownAsThatOfAWholeRun() throws IOException {
        for (int shard = 1; shard <= 2; shard++) {
            play(ComparingTestCase.class, "shard-" + shard, shard + "/2", Map.of());
        }
        String title = new ObjectMapper()
                .readTree(Files.readAllLines(latest("shard-1/arena").resolve("gates.jsonl"))
                        .get(0))
                .path("title")
                .textValue();
        // as the listener of Allure writes it
        Files.writeString(folder.resolve("shard-1/allure-results/7-result.json"), """
                {"uuid": "7", "historyId": "h", "name": "%s", "fullName": "ComparingTestCase.plays [%s]",
                 "status": "skipped", "attachments": [],
                 "labels": [{"name": "arena", "value": "gate"}, {"name": "feature", "value": "web"}],
                 "parameters": [{"name": "policy", "value": "reference"}, {"name": "reward", "value": "gradual"}]}
                """.formatted(title, title));

        assertThat(arena("merge", folder.resolve("shard-*").toString()).exit()).isZero();

        Path results = folder.resolve("merged/allure-results");
        JsonNode test =
                new ObjectMapper().readTree(results.resolve("7-0-result.json").toFile());
        assertThat(test.path("status").textValue()).isEqualTo("passed");
        assertThat(test.path("attachments").findValuesAsText("name")).containsExactly("Chart", "Traces");
        assertThat(results.resolve(
                        test.path("attachments").path(0).path("source").textValue()))
                .content()
                .startsWith("<svg")
                .contains("won " + TRACES);
        assertThat(results.resolve(
                        test.path("attachments").path(1).path("source").textValue()))
                .content()
                .hasLineCount(TRACES + 1);
    }

    @Test
    void gates_areJudgedOverTheWhole_alsoWhereNoShardCouldTell() throws IOException {
        play("shard-1", "1/2", "none");
        play("shard-2", "2/2", "none");

        Output output = arena(
                "merge",
                folder.resolve("shard-1").toString(),
                folder.resolve("shard-2").toString());

        assertThat(output.exit()).isZero();
        assertThat(output.out())
                .startsWith("scenario")
                .contains("Gates: 2 passed, 0 failed, 0 inconclusive, 0 not asked")
                .contains("Records: " + folder.resolve("merged/arena/merged-1"));
        assertThat(latest("merged/arena").resolve("gates.jsonl")).content().contains("\"outcome\":\"PASS\"");
    }

    @Test
    void redGate_isExitCodeOne() throws IOException {
        play("shard-1", "1/2", "noop");
        play("shard-2", "2/2", "noop");

        Output output = arena("merge", "--json", folder.resolve("shard-*").toString());

        assertThat(output.exit()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(output.out());
        assertThat(json.path("red").booleanValue()).isTrue();
        assertThat(json.path("summary").path("episodes").intValue()).isEqualTo(TRACES);
        assertThat(json.path("gates").findValuesAsText("outcome")).containsExactly("FAIL", "PASS");
    }

    @Test
    void missingShard_isNoVerdict() throws IOException {
        play("shard-1", "1/3", "none");
        play("shard-3", "3/3", "none");

        Output output = arena("merge", folder.resolve("shard-*").toString());

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo(
                        "Shards [2/3] are missing. Play them, or add their folders: no gate is judged without them.\n");
        assertThat(folder.resolve("merged/arena")).doesNotExist();
    }

    @Test
    void shardThatIsThereTwice_orOfOthers_orNone_isNoVerdict() throws IOException {
        play("shard-1", "1/2", "none");
        play("other", "2/3", "none");
        play("whole", "", "none");
        String one = folder.resolve("shard-1").toString();

        assertThat(arena("merge", one, one).err()).startsWith("Shard [1/2] is there twice: ");
        assertThat(arena("merge", one, folder.resolve("other").toString()).err())
                .contains("Merge the shards of one command.");
        assertThat(arena("merge", one, folder.resolve("nothing-*").toString()).err())
                .isEqualTo("Folder [%s] does not exist. Name the folders of runs, or a glob that matches some.\n"
                        .formatted(folder.resolve("nothing-*")));
        assertThat(arena("merge", folder.toString()).err()).startsWith("Folder [%s] holds no run.".formatted(folder));
        assertThat(arena("merge").exit()).isEqualTo(2);
    }

    @Test
    void shardsOfDifferentCommands_areNoVerdict() throws IOException {
        play(WebTestCase.class, "shard-1", "1/2", Map.of("arena.seed", "5", "arena.steps", "3"));
        play(WebTestCase.class, "shard-2", "2/2", Map.of("arena.trace", "*1.msgpack", "arena.steps", "3"));
        Path one = latest("shard-1/arena");
        Path two = latest("shard-2/arena");

        Output output = arena("merge", folder.resolve("shard-*").toString());

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.err())
                .isEqualTo(
                        ("Run [%s] was played with arena.trace=*1.msgpack, run [%s] with arena.seed=5. Merge the shards of"
                                        + " one command.\n")
                                .formatted(two, one));
    }

    @Test
    void histories_areJoined() throws IOException {
        play("shard-1", "1/2", "none");
        play("shard-2", "2/2", "none");
        arena("merge", folder.resolve("shard-*").toString());

        assertThat(new HistoryFile(folder.resolve("history.jsonl")).read().entries())
                .extracting(entry -> entry.key().trace())
                .hasSize(TRACES)
                .doesNotHaveDuplicates();
    }

    private void play(String name, String shard, String policy) {
        play(WebTestCase.class, name, shard, policy.equals("none") ? Map.of() : Map.of("arena.policy", policy));
    }

    private void play(Class<?> type, String name, String shard, Map<String, String> settings) {
        Path run = folder.resolve(name);
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameters(settings)
                .configurationParameter("arena.scenario.classes", "none")
                .configurationParameter("arena.folder", folder.toString())
                .configurationParameter("arena.records", run.resolve("arena").toString())
                .configurationParameter(
                        "arena.history", run.resolve("history.jsonl").toString())
                .configurationParameter(
                        "allure.results.directory",
                        run.resolve("allure-results").toString());
        if (!shard.isEmpty()) {
            kit.configurationParameter("arena.shard", shard);
        }
        kit.execute();
    }

    private Output arena(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.size() > 1) {
            all.addAll(
                    1,
                    List.of(
                            "--out=" + folder.resolve("merged"),
                            "--history=" + folder.resolve("history.jsonl"),
                            "--no-report"));
        }
        return Output.of(all.toArray(String[]::new));
    }

    private Path latest(String records) throws IOException {
        Path folders = folder.resolve(records);
        return folders.resolve(
                Files.readAllLines(folders.resolve("latest-run.txt")).get(0));
    }

    private static void assertSame(Map<String, String> merged, Map<String, String> whole) {
        assertThat(merged.keySet()).isEqualTo(whole.keySet());
        whole.forEach((file, content) -> assertThat(merged.get(file)).as(file).isEqualTo(content));
    }

    /** Contents of the files of a run that depend on no machine. */
    private static Map<String, String> records(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (!name.equals("wall-clock.json")) {
                    // what is kept of a cluster is labelled by the run
                    files.put(
                            name,
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .replaceAll("simarena.dev/run: .*", "simarena.dev/run:"));
                }
            }
        }
        return files;
    }

    @Scenario("web")
    @SelfCheck(false)
    static class SeveralTestCase {

        @EpisodeTest(policy = "noop", traces = FEW)
        @SolveRate(atLeast = 0.1)
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }

        @EpisodeTest(policy = "noop", traces = FEW, steps = 2)
        void again(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).leftNothingBehind();
            Assertions.assertThat(simulation.spec().traceName()).doesNotMatch("0[246].msgpack");
        }

        @ParameterizedTest
        @TraceSource(FEW)
        void fed(Trace trace, Simulation simulation) {
            simulation.reset();
            simulation.step(Action.NOOP);
            Assertions.assertThat(simulation.spec().traceName()).doesNotMatch("0[135].msgpack");
        }
    }

    @Scenario("web")
    @SelfCheck(false)
    static class FailingTestCase {

        @EpisodeTest(policy = "reference")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
            Assertions.assertThat(simulation.spec().traceName()).isNotEqualTo("03.msgpack");
        }
    }

    @Scenario("web")
    @SelfCheck(false)
    static class ComparingTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "reference")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("web")
    @SelfCheck(false)
    static class WebTestCase {

        @EpisodeTest(policy = "reference")
        @SolveRate(atLeast = 0.8)
        @RewardThreshold(min = -5, mean = Double.NaN)
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).leftNothingBehind();
        }
    }
}
