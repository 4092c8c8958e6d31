package dev.simarena.cli;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.RewardThreshold;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SelfCheck;
import dev.simarena.junit.SolveRate;
import dev.simarena.report.history.HistoryFile;
import dev.simarena.trace.DeploymentTrace;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Merge shards that are played here, and compare with a run that plays everything. */
class MergeCommandTests {

    private static final int TRACES = 14;

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
        assertThat(records(latest("merged/arena"))).isEqualTo(whole);
        assertThat(whole).containsKeys("step.jsonl", "summary.json", "summary.txt", "batches.jsonl", "gates.jsonl");
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
        Path run = folder.resolve(name);
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(WebTestCase.class))
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
        if (!policy.equals("none")) {
            kit.configurationParameter("arena.policy", policy);
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

    /** Contents of the files of a run that depend on no machine. */
    private static Map<String, String> records(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (!name.equals("wall-clock.json")) {
                    files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
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
