package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.cluster.Cluster;
import dev.simarena.cluster.EmbeddedCluster;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordsTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path parent;

    @Test
    void runThatIsCutShort_hasSaidWhenItBegan() throws IOException {
        RunRecords.create(parent, "run-1");

        assertThat(JSON.readTree(parent.resolve("run-1/wall-clock.json").toFile())
                        .path("started")
                        .asText())
                .matches("\\d{4}-.*Z");
    }

    @Test
    void episode_leavesStepsEditedTracesAndSummary() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        Episode episode = play(records, SpecBuilder.spec(), Action.NOOP, Action.REDUCE_CPU_SMALL);
        records.close();

        Path run = parent.resolve("run-1");
        Path folder = run.resolve("cpu/cpu-slight/test");
        assertThat(files(run))
                .containsExactly(
                        "cpu/cpu-slight/test/step-02.msgpack",
                        "cpu/cpu-slight/test/step-03.msgpack",
                        "cpu/cpu-slight/test/step.jsonl",
                        "step.jsonl",
                        "summary.json",
                        "wall-clock.json");
        assertThat(run.resolve("step.jsonl")).hasSameBinaryContentAs(folder.resolve("step.jsonl"));
        assertThat(folder.resolve("step-03.msgpack"))
                .hasBinaryContent(episode.finalTrace().toBytes());
    }

    @Test
    void stepLine_holdsEveryFieldInOrder() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        play(records, SpecBuilder.spec().seed(7), Action.REDUCE_CPU_SMALL);
        records.close();

        List<String> lines = Files.readAllLines(parent.resolve("run-1/step.jsonl"));
        assertThat(lines).hasSize(3);
        JsonNode reset = JSON.readTree(lines.get(0));
        assertThat(reset.fieldNames())
                .toIterable()
                .containsExactly(
                        "scenario",
                        "trace",
                        "policy",
                        "reward_name",
                        "repetition",
                        "seed",
                        "step",
                        "time",
                        "duration",
                        "simulation",
                        "uid",
                        "namespace",
                        "trace_in",
                        "trace_out",
                        "trace_sha256",
                        "observation",
                        "seen",
                        "state",
                        "action",
                        "outcome",
                        "reward",
                        "at_target",
                        "leftovers");
        assertThat(reset.path("action").isNull()).isTrue();
        assertThat(reset.path("outcome").isNull()).isTrue();
        assertThat(reset.path("reward").isNull()).isTrue();
        // The trace applies at 2024-10-31T16:00:00Z and two minutes are observed.
        assertThat(reset.path("time").asText()).isEqualTo("2024-10-31T16:02:00Z");
        assertThat(reset.path("duration").toString()).isEqualTo("120");
        assertThat(reset.path("seed").asLong()).isEqualTo(7);
        assertThat(reset.path("observation").path("unschedulable").toString()).isEqualTo("{\"Insufficient cpu\":3}");
        assertThat(reset.path("observation").path("nodes")).hasSize(3);
        assertThat(reset.path("observation").path("cpu").asText()).isEqualTo("17");
        assertThat(reset.path("seen").toString()).isEqualTo("{\"ready\":0,\"pending\":3,\"total\":3}");
        JsonNode last = JSON.readTree(lines.get(2));
        assertThat(last.path("action").asText()).isEqualTo("reduce_cpu_small");
        assertThat(last.path("outcome").toString()).isEqualTo("{\"changed\":true,\"blocked\":false,\"error\":null}");
        assertThat(last.path("reward").toString()).isEqualTo("1.0");
        assertThat(last.path("at_target").asBoolean()).isTrue();
        assertThat(last.path("trace_in").asText()).isEqualTo("cpu/cpu-slight/test/step-01.msgpack");
        assertThat(last.path("trace_out").asText()).isEqualTo("cpu/cpu-slight/test/step-02.msgpack");
    }

    @Test
    void recordedHash_isThatOfTheFile_andOfTheRecordInMemory() throws Exception {
        RunRecords records = RunRecords.create(parent, "run-1");
        SpecBuilder spec = SpecBuilder.spec();
        Episode episode = play(records, spec, Action.REDUCE_CPU_SMALL, Action.BUMP_MEM_SMALL, Action.NOOP);
        records.close();
        Episode inMemory;
        try (Simulation simulation = Simulation.inMemory(spec.build())) {
            inMemory = simulation.play(new ScriptedPolicy(Action.REDUCE_CPU_SMALL, Action.BUMP_MEM_SMALL, Action.NOOP));
        }

        List<String> lines = Files.readAllLines(parent.resolve("run-1/step.jsonl"));
        assertThat(lines).hasSameSizeAs(episode.steps());
        for (StepRecord step : episode.steps()) {
            Path file = parent.resolve("run-1").resolve(step.traceOut());
            byte[] played = Files.exists(file)
                    ? Files.readAllBytes(file)
                    : spec.build().trace().toBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(played));
            assertThat(JSON.readTree(lines.get(step.step()))
                            .path("trace_sha256")
                            .asText())
                    .isEqualTo(hash);
            assertThat(inMemory.steps().get(step.step()).traceSha256()).isEqualTo(hash);
        }
    }

    @Test
    void records_nameNeitherTheRunNorItsPlace() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-with-a-name");
        play(records, SpecBuilder.spec(), Action.REDUCE_CPU_SMALL);
        records.close();

        for (String name : new String[] {"step.jsonl", "summary.json"}) {
            assertThat(parent.resolve("run-with-a-name").resolve(name))
                    .content()
                    .doesNotContain("run-with-a-name")
                    .doesNotContain(parent.toString());
        }
    }

    @Test
    void summary_countsAndAverages() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        play(records, SpecBuilder.spec(), Action.REDUCE_CPU_SMALL);
        play(records, SpecBuilder.spec().repetition(1).maxSteps(4).reward("binary"), Action.NOOP);
        play(records, SpecBuilder.spec().repetition(2).maxSteps(4).reward("gradual"), Action.NOOP);
        play(records, SpecBuilder.spec().policy("none").reward("binary").maxSteps(1), Action.NOOP);
        abort(records, SpecBuilder.spec().repetition(3), 1);

        List<SummaryRow> rows = records.summary();
        records.close();

        assertThat(rows)
                .extracting(row -> "%s %s %s: %d %d %d %s"
                        .formatted(
                                row.scenario(),
                                row.policy(),
                                row.reward(),
                                row.episodes(),
                                row.solved(),
                                row.aborted(),
                                row.meanSteps()))
                .containsExactly(
                        "cpu none binary: 1 0 0 1.0", "cpu test binary: 1 0 0 4.0", "cpu test gradual: 3 1 1 3.0");
        JsonNode summary = JSON.readTree(parent.resolve("run-1/summary.json").toFile());
        assertThat(summary.path("episodes").asInt()).isEqualTo(5);
        assertThat(summary.path("solved").asInt()).isEqualTo(1);
        assertThat(summary.path("unsolved").asInt()).isEqualTo(3);
        assertThat(summary.path("aborted").asInt()).isEqualTo(1);
        assertThat(summary.path("steps").asInt()).isEqualTo(2 + 4 + 4 + 1);
        assertThat(summary.path("mean_steps_to_solve").asDouble()).isEqualTo(2);
        assertThat(summary.path("actions").path("noop").asInt()).isEqualTo(9);
        assertThat(summary.path("actions").path("reduce_cpu_small").asInt()).isEqualTo(2);
        assertThat(summary.path("actions").path("bump_cpu_small").asInt()).isZero();
        JsonNode aborted = summary.path("per_episode").get(4);
        assertThat(aborted.path("outcome").asText()).isEqualTo("ABORTED");
        assertThat(aborted.path("total_reward").isNull()).isTrue();
        assertThat(aborted.path("cause").asText()).isEqualTo("dev.simarena.cluster.EnvironmentException");
        JsonNode gradual = summary.path("groups").get(2);
        // 0.55 solved and 4 * -0.45 not; the aborted one does not count
        assertThat(gradual.path("mean_reward").asDouble()).isCloseTo(-0.625, within(1e-12));
        assertThat(gradual.path("mean_steps").asDouble()).isEqualTo(3);
    }

    @Test
    void groupOfAbortedEpisodes_hasNoMean() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        abort(records, SpecBuilder.spec(), 0);
        SummaryRow row = records.summary().get(0);
        records.close();

        assertThat(row.meanReward()).isNull();
        assertThat(row.meanSteps()).isNull();
        JsonNode summary = JSON.readTree(parent.resolve("run-1/summary.json").toFile());
        assertThat(summary.path("mean_reward").isNull()).isTrue();
        assertThat(summary.path("mean_steps_to_solve").isNull()).isTrue();
        assertThat(parent.resolve("run-1/step.jsonl")).isEmptyFile();
    }

    @Test
    void wallClockFacts_lieBeside() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        play(records, SpecBuilder.spec(), Action.REDUCE_CPU_SMALL);
        abort(records, SpecBuilder.spec().repetition(1), 0);
        records.close();

        JsonNode facts = JSON.readTree(parent.resolve("run-1/wall-clock.json").toFile());
        assertThat(facts.path("run_id").asText()).isEqualTo("run-1");
        assertThat(facts.path("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(facts.path("host").asText()).isNotEmpty();
        assertThat(facts.path("episodes")).hasSize(2);
        assertThat(facts.path("episodes").get(0).path("decisions").asInt()).isEqualTo(2);
        assertThat(facts.path("episodes").get(0).path("wall_ms").asDouble()).isPositive();
        assertThat(facts.path("episodes").get(1).path("cause").asText())
                .isEqualTo(
                        "dev.simarena.cluster.EnvironmentException: Cluster [test] lost its driver. Start it again.");
    }

    @Test
    void parallelRun_writesTheSameBytesAsASequentialOne() throws IOException {
        List<SpecBuilder> specs = new ArrayList<>();
        for (String scenario : new String[] {"cpu", "memory"}) {
            for (String trace : new String[] {"b", "a", "c"}) {
                for (int repetition = 0; repetition < 4; repetition++) {
                    specs.add(SpecBuilder.spec()
                            .scenario(scenario)
                            .trace(trace + ".msgpack", SpecBuilder.trace(3, "18", "1Gi"))
                            .repetition(repetition)
                            .noise(1)
                            .seed(EpisodeSeed.of(1, scenario, trace, "test", repetition))
                            .maxSteps(3 + repetition));
                }
            }
        }
        // Two tests may play equal specs but for their limits.
        specs.add(SpecBuilder.spec().maxSteps(2));
        specs.add(SpecBuilder.spec().maxSteps(1));
        specs.add(SpecBuilder.spec());
        specs.add(SpecBuilder.spec().maxSteps(1));

        playAll(specs.stream(), "sequential");
        List<SpecBuilder> shuffled = new ArrayList<>(specs);
        Collections.reverse(shuffled);
        playAll(shuffled.stream().parallel(), "parallel");

        Path sequential = parent.resolve("sequential");
        Path parallel = parent.resolve("parallel");
        assertThat(files(parallel)).isEqualTo(files(sequential)).hasSizeGreaterThan(100);
        for (String file : files(sequential)) {
            if (!file.equals("wall-clock.json")) {
                assertThat(parallel.resolve(file)).hasSameBinaryContentAs(sequential.resolve(file));
            }
        }
    }

    private void playAll(Stream<SpecBuilder> specs, String runId) {
        RunRecords records = RunRecords.create(parent, runId);
        EpisodeRecorder recorder = records.recorder();
        Cluster cluster = new EmbeddedCluster();
        specs.forEach(spec -> play(recorder, cluster, spec, Action.REDUCE_CPU_SMALL));
        records.close();
    }

    @Test
    void episodesOfEqualSpecs_haveFoldersOfTheirOwnAndNameTheirTraces() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        play(records, SpecBuilder.spec().maxSteps(2), Action.REDUCE_MEM_SMALL);
        play(records, SpecBuilder.spec().maxSteps(1), Action.REDUCE_MEM_SMALL);
        records.close();

        Path run = parent.resolve("run-1");
        assertThat(files(run)).contains("cpu/cpu-slight/test/step-01.msgpack", "cpu/cpu-slight/test~2/step-01.msgpack");
        List<String> traces = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("step.jsonl"))) {
            traces.add(JSON.readTree(line).path("trace_out").asText());
        }
        // The shorter one is first because its content is.
        assertThat(traces)
                .containsExactly(
                        "cpu-slight.msgpack",
                        "cpu/cpu-slight/test/step-01.msgpack",
                        "cpu-slight.msgpack",
                        "cpu/cpu-slight/test~2/step-01.msgpack",
                        "cpu/cpu-slight/test~2/step-02.msgpack");
    }

    @Test
    void tornLastLine_isLeftOutOfTheMerge() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        play(records, SpecBuilder.spec(), Action.REDUCE_CPU_SMALL);
        Path steps = parent.resolve("run-1/cpu/cpu-slight/test/step.jsonl");
        String whole = Files.readString(steps);
        Files.writeString(steps, "{\"scenario\":\"cp", StandardOpenOption.APPEND);
        records.close();

        assertThat(parent.resolve("run-1/step.jsonl")).hasContent(whole);
    }

    @Test
    void episodeThatNeverEnded_isMergedAndCountedApart() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        new Simulation(
                        SpecBuilder.spec().build(),
                        new TraceFollowingCluster(),
                        new NamespaceHooks(),
                        records.recorder(),
                        List.of())
                .reset();
        assertThat(records.summary()).isEmpty();
        records.close();

        assertThat(Files.readAllLines(parent.resolve("run-1/step.jsonl"))).hasSize(1);
        JsonNode summary = JSON.readTree(parent.resolve("run-1/summary.json").toFile());
        assertThat(summary.path("episodes").asInt()).isZero();
        assertThat(summary.path("unfinished").asInt()).isEqualTo(1);
        assertThat(summary.path("per_episode").get(0).path("outcome").isNull()).isTrue();
    }

    @Test
    void stepsWithoutBegin_areKeptToo() throws IOException {
        RunRecords records = RunRecords.create(parent, "run-1");
        EpisodeRecorder whole = records.recorder();
        // A recorder of a user may pass on only what it must.
        EpisodeRecorder partial = new EpisodeRecorder() {
            @Override
            public void step(EpisodeSpec spec, StepRecord step, Trace trace) {
                whole.step(spec, step, trace);
            }

            @Override
            public void end(Episode episode) {
                whole.end(episode);
            }
        };
        play(partial, SpecBuilder.spec(), Action.REDUCE_CPU_SMALL);
        records.close();

        assertThat(Files.readAllLines(parent.resolve("run-1/step.jsonl"))).hasSize(3);
    }

    @Test
    void emptyRun_hasEmptyRecords() throws IOException {
        RunRecords records = RunRecords.create(parent.resolve("not/there/yet"), "run-1");
        records.close();
        records.close();

        assertThat(files(parent.resolve("not/there/yet/run-1")))
                .containsExactly("step.jsonl", "summary.json", "wall-clock.json");
    }

    @Test
    void folderThatExists_isRefused() {
        RunRecords.create(parent, "run-1");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunRecords.create(parent, "run-1"))
                .withMessage(
                        "Run folder [%s] exists already. Choose another run id; each run writes into a fresh folder.",
                        parent.resolve("run-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a b", "a\\b"})
    void idThatCannotNameAFolder_isRefused(String runId) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunRecords.create(parent, runId))
                .withMessage(
                        "Run id [%s] cannot name a folder. Use letters, digits, dots, dashes and underscores.", runId);
    }

    @Test
    void parentThatIsAFile_cannotBeWritten() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatExceptionOfType(RecordsException.class)
                .isThrownBy(() -> RunRecords.create(file, "run-1"))
                .withMessageContaining("cannot be written");
    }

    @Test
    void closedRecords_refuseEpisodes() {
        RunRecords records = RunRecords.create(parent, "run-1");
        EpisodeRecorder recorder = records.recorder();
        records.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> play(recorder, SpecBuilder.spec(), Action.NOOP))
                .withMessage("Records of run [run-1] are closed. Play before closing them.");
    }

    private static Episode play(RunRecords records, SpecBuilder spec, Action... actions) {
        return play(records.recorder(), spec, actions);
    }

    private static Episode play(EpisodeRecorder recorder, SpecBuilder spec, Action... actions) {
        return play(recorder, new TraceFollowingCluster(), spec, actions);
    }

    private static Episode abort(RunRecords records, SpecBuilder spec, int replay) {
        return play(records.recorder(), new TraceFollowingCluster().failAtReplay(replay), spec, Action.NOOP);
    }

    private static Episode play(EpisodeRecorder recorder, Cluster cluster, SpecBuilder spec, Action... actions) {
        try (Simulation simulation = new Simulation(spec.build(), cluster, new NamespaceHooks(), recorder, List.of())) {
            return simulation.play(new ScriptedPolicy(actions));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
