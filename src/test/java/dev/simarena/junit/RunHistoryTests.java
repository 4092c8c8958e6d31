package dev.simarena.junit;

import static dev.simarena.junit.ArenaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.simarena.cluster.EnvironmentException;
import dev.simarena.cluster.HookStage;
import dev.simarena.cluster.NamespaceHooks;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.Policy;
import dev.simarena.episode.Simulation;
import dev.simarena.report.history.HistoryEntry;
import dev.simarena.report.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTests {

    @TempDir
    Path folder;

    @Test
    void eachRun_addsOneLineForEachEpisodeWithTheEndOfItsTest() throws IOException {
        ArenaTestKit kit = ArenaTestKit.in(folder).traces("cpu", 2);
        kit.play(CpuTestCase.class);
        kit.play(CpuTestCase.class);

        List<HistoryEntry> entries = entries();
        assertThat(entries)
                .extracting(entry -> entry.key().trace(), entry -> entry.key().policy(), HistoryEntry::status)
                .containsExactly(
                        tuple("01.msgpack", "noop", HistoryEntry.Status.FAILED),
                        tuple("01.msgpack", "reference", HistoryEntry.Status.PASSED),
                        tuple("02.msgpack", "noop", HistoryEntry.Status.FAILED),
                        tuple("02.msgpack", "reference", HistoryEntry.Status.PASSED),
                        tuple("01.msgpack", "noop", HistoryEntry.Status.FAILED),
                        tuple("01.msgpack", "reference", HistoryEntry.Status.PASSED),
                        tuple("02.msgpack", "noop", HistoryEntry.Status.FAILED),
                        tuple("02.msgpack", "reference", HistoryEntry.Status.PASSED));
        assertThat(entries.stream().map(entry -> entry.run().id()).distinct()).hasSize(2);
        assertThat(entries.get(1)).satisfies(entry -> {
            assertThat(entry.key().scenario()).isEqualTo("cpu");
            assertThat(entry.key().test()).isEqualTo("CpuTestCase.plays");
            assertThat(entry.key().reward()).isEqualTo("gradual");
            assertThat(entry.outcome()).isEqualTo(EpisodeOutcome.SOLVED);
            assertThat(entry.steps()).isEqualTo(2);
        });
    }

    @Test
    void failureAfterTheTestBody_countsToo() throws IOException {
        ArenaTestKit.in(folder).traces("late", 1).play(LateTestCase.class);

        assertThat(entries()).extracting(HistoryEntry::status).containsExactly(HistoryEntry.Status.FAILED);
    }

    @Test
    void environmentThatIsNotRequired_isSkipped() throws IOException {
        ArenaTestKit.in(folder)
                .set(ArenaSettings.ENVIRONMENT_REQUIRED, "false")
                .traces("broken", 1)
                .play(BrokenTestCase.class);

        assertThat(entries())
                .extracting(HistoryEntry::status, HistoryEntry::outcome, HistoryEntry::totalReward, HistoryEntry::cause)
                .containsExactly(tuple(
                        HistoryEntry.Status.SKIPPED,
                        EpisodeOutcome.ABORTED,
                        null,
                        EnvironmentException.class.getName()));
    }

    @Test
    void noHistory_isKeptWhereNoneIsWanted() throws IOException {
        ArenaTestKit.in(folder)
                .set(ArenaSettings.HISTORY, "none")
                .traces("cpu", 1)
                .play(CpuTestCase.class);

        assertThat(folder.resolve("history")).doesNotExist();
        assertThat(Path.of("none")).doesNotExist();
    }

    @Test
    void historyThatCannotBeWritten_losesNoVerdict() throws IOException {
        Path file = Files.createDirectory(folder.resolve("taken"));
        ArenaTestKit kit = ArenaTestKit.in(folder)
                .set(ArenaSettings.HISTORY, file.toString())
                .traces("cpu", 1);

        ArenaTestKit.Played played = kit.play(CpuTestCase.class);

        assertThat(played.passed()).containsExactly("01.msgpack [reference]");
        assertThat(played.failures()).containsOnlyKeys("01.msgpack [noop]");
        assertThat(kit.records().resolveSibling("latest-run.txt"))
                .content()
                .startsWith(kit.records().getFileName() + "\nscenario")
                .endsWith(("\nHistory [%s] cannot be written: is a directory. Make room for it, or do without:"
                                + " -Darena.history=none, arena merge --history none; no verdict depends on it.\n")
                        .formatted(file));
    }

    private List<HistoryEntry> entries() {
        HistoryFile.Content content = new HistoryFile(folder.resolve("history/history.jsonl")).read();
        assertThat(content.unreadable()).isZero();
        return content.entries();
    }

    @Scenario("cpu")
    static class CpuTestCase {

        @EpisodeTest(policy = {"reference", "noop"})
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("late")
    static class LateTestCase {

        @AfterEach
        void fails() {
            throw new IllegalStateException("late");
        }

        @EpisodeTest
        void plays(Simulation simulation, Policy policy) {
            assertThat(simulation.play(policy)).isSolved();
        }
    }

    @Scenario("broken")
    static class BrokenTestCase {

        @EpisodeTest
        void plays(Simulation simulation, NamespaceHooks hooks) {
            hooks.on(HookStage.PRE_RUN, replay -> {
                throw new EnvironmentException("The cluster is gone.");
            });
            simulation.reset();
        }
    }
}
