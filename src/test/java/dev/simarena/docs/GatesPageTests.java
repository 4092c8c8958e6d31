package dev.simarena.docs;

import static dev.simarena.junit.ArenaAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.gate.Demand;
import dev.simarena.junit.Baseline;
import dev.simarena.junit.Compare;
import dev.simarena.junit.EpisodeTest;
import dev.simarena.junit.ExpectedUnsolved;
import dev.simarena.junit.Idempotent;
import dev.simarena.junit.RewardThreshold;
import dev.simarena.junit.Scenario;
import dev.simarena.junit.SolveRate;
import dev.simarena.trace.DeploymentTrace;
import dev.simarena.trace.TraceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Run the snippets of docs/GATES.md. */
class GatesPageTests {

    @TempDir
    Path folder;

    @Test
    void gates_of_the_page_pass_on_fourteen_traces() throws IOException {
        for (int i = 1; i <= 14; i++) {
            write("%02d.msgpack".formatted(i));
        }
        assertThat(names(play(GatedTestCase.class, "update"), true))
                .hasSize(19 + 3)
                .contains(
                        "solve rate at least 0.8 (95 %)",
                        "mean reward at least -2 (95 %)",
                        "every reward at least -5",
                        "same records in 3 runs",
                        "as good as baseline.txt",
                        "self-check: noop solves nothing",
                        "self-check: reference solves everything",
                        "self-check: scaling to zero and deleting solve nothing");
        assertThat(names(play(GatedTestCase.class, "compare"), true)).hasSize(19 + 3);
    }

    @Test
    void known_failures_of_the_page_are_skipped() throws IOException {
        write("web-heavy.msgpack");
        List<Event> events = play(KnownTestCase.class, "compare");
        assertThat(names(events, true)).hasSize(3).doesNotContain("web-heavy.msgpack");
        assertThat(names(events, false)).containsExactly("web-heavy.msgpack");
    }

    @Test
    void comparison_of_the_page_passes_on_six_traces() throws IOException {
        for (int i = 1; i <= 6; i++) {
            write("%02d.msgpack".formatted(i));
        }
        assertThat(names(play(ComparedTestCase.class, "compare"), true))
                .hasSize(13 + 3)
                .contains("reference not worse than heuristic by more than 0.1 (95 %)");
    }

    @Test
    void verdict_of_the_comparison_of_the_page_reads_like_this() throws IOException {
        for (int i = 1; i <= 6; i++) {
            write("%02d.msgpack".formatted(i));
        }
        play(NoopTestCase.class, "compare");
        String page = Files.readString(Path.of("docs/GATES.md"));
        try (var runs = Files.walk(folder.resolve("records"))) {
            Path gates = runs.filter(file -> file.endsWith("gates.jsonl"))
                    .findFirst()
                    .orElseThrow();
            new ObjectMapper()
                    .readTree(Files.readString(gates))
                    .path("details")
                    .forEach(detail -> assertThat(page).contains("\n  " + detail.asText() + "\n"));
        }
    }

    private void write(String name) throws IOException {
        Path traces = Files.createDirectories(folder.resolve("scenarios/gated"));
        TraceFiles.write(DeploymentTrace.builder().cpu("17").build(), traces.resolve(name));
    }

    private List<Event> play(Class<?> type, String baseline) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(type))
                .configurationParameter("arena.folder", folder.toString())
                .configurationParameter(
                        "arena.records", folder.resolve("records").toString())
                .configurationParameter(
                        "allure.results.directory", folder.resolve("results").toString())
                .configurationParameter("arena.baseline", baseline)
                .execute()
                .testEvents()
                .finished()
                .list();
    }

    private static List<String> names(List<Event> events, boolean successful) {
        return events.stream()
                .filter(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .isEmpty()
                        == successful)
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    @Scenario("gated")
    static class GatedTestCase {

        // tag::gates[]
        @EpisodeTest(policy = "reference")
        @SolveRate(atLeast = 0.8, confidence = 0.95)
        @RewardThreshold(mean = -2, min = -5)
        @Idempotent(runs = 3)
        @Baseline
        void podsBecomeReady(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
        // end::gates[]
    }

    @Scenario("gated")
    static class ComparedTestCase {

        // tag::compare[]
        @EpisodeTest
        @Compare(baseline = "heuristic", candidate = "reference", demand = Demand.NOT_WORSE, margin = 0.1)
        void referenceKeepsUp(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
        // end::compare[]
    }

    @Scenario("gated")
    static class NoopTestCase {

        @EpisodeTest
        @Compare(baseline = "noop", candidate = "reference")
        void plays(Simulation simulation, Policy policy) {
            simulation.play(policy);
        }
    }

    @Scenario("gated")
    static class KnownTestCase {

        // tag::known[]
        @EpisodeTest(policy = "noop")
        @ExpectedUnsolved(value = "#12", traces = "*-heavy.msgpack", policy = "noop")
        void staysBroken(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
        // end::known[]
    }
}
