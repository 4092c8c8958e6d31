package dev.simarena.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.Verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineGateTests {

    private static final String A =
            "CpuScenario.podsBecomeReady | a.msgpack | reference | gradual | solved 1/1 | steps 2 | return 0.5";
    private static final String B =
            "CpuScenario.podsBecomeReady | b.msgpack | reference | gradual | solved 1/1 | steps 2 | return 0.5";
    private static final String OTHER =
            "CpuScenario.podsBecomeReady | a.msgpack | noop | gradual | solved 0/1 | steps 7 | return -3.15";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("baseline.txt");
        Files.writeString(file, String.join("\n", A, OTHER, B) + "\n");
    }

    @Test
    void sameResults_pass() {
        assertThat(judge(entry("a", Fate.SOLVED, 2, 0.5), entry("b", Fate.SOLVED, 2, 0.5))
                        .headline())
                .isEqualTo("Gate [as good as baseline.txt] is PASS: 2 traces are as good as before");
    }

    @Test
    void worseResult_failsAndShowsBoth() {
        Verdict verdict = judge(entry("a", Fate.UNSOLVED, 7, -3), entry("b", Fate.SOLVED, 3, 0.5));

        assertThat(verdict.headline())
                .isEqualTo("Gate [as good as baseline.txt] is FAIL: 2 traces are worse than before");
        assertThat(verdict.details())
                .contains(
                        "worse:     a.msgpack  solved 0/1 in 7 steps, return -3, before solved 1/1 in 2 steps, return 0.5",
                        "worse:     b.msgpack  solved 1/1 in 3 steps, return 0.5, before solved 1/1 in 2 steps, return 0.5");
    }

    @Test
    void betterResult_passesAndIsReported() {
        Verdict verdict = judge(entry("a", Fate.SOLVED, 1, 0.75), entry("b", Fate.SOLVED, 2, 0.5));

        assertThat(verdict.reason()).isEqualTo("2 traces are as good as before, 1 of them better");
        assertThat(verdict.details())
                .contains(
                        "better:    a.msgpack  solved 1/1 in 1 steps, return 0.75, before solved 1/1 in 2 steps, return 0.5");
    }

    @Test
    void returnCountsBeforeSteps_andRoundingDoesNotCount() {
        assertThat(judge(entry("a", Fate.SOLVED, 9, 0.6), entry("b", Fate.SOLVED, 2, 0.5 - 1e-12))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(entry("a", Fate.SOLVED, 1, 0.4), entry("b", Fate.SOLVED, 2, 0.5))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void namesThatMatchNothing_fail() {
        Verdict verdict = judge(entry("a", Fate.SOLVED, 2, 0.5), entry("c", Fate.SOLVED, 2, 0.5));

        assertThat(verdict.reason())
                .isEqualTo(
                        "1 trace has no line, 1 line is of traces that are not there; accept with -Darena.baseline=update");
        assertThat(verdict.details()).contains("no trace:  b.msgpack");
        Batch part = new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 2, 0.5)));
        assertThat(new BaselineGate(file).judge(part, false).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void missingFile_failsForEveryTrace() {
        Batch batch = new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 2, 0.5)));
        BaselineGate gate = new BaselineGate(folder.resolve("none.txt"));

        assertThat(gate.judge(batch).reason()).isEqualTo("1 trace has no line; accept with -Darena.baseline=update");
        assertThat(gate.knows(Entries.KEY)).isFalse();
        assertThat(new BaselineGate(file).knows(Entries.KEY)).isTrue();
    }

    @Test
    void update_rewritesTheLinesOfTheBatch_sorted_andKeepsOthers() throws IOException {
        Batch batch = new Batch(
                Entries.KEY,
                List.of(entry("c", Fate.SOLVED, 4, -1.25), Entries.entry("a.msgpack", 0, Fate.ABORTED, null)));

        assertThat(new BaselineGate(file).update(batch, true).reason())
                .isEqualTo("1 line written to baseline.txt, 1 trace without a score kept as before");
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        OTHER,
                        A,
                        "CpuScenario.podsBecomeReady | c.msgpack | reference | gradual | solved 1/1 | steps 4 | return -1.25");
    }

    @Test
    void update_tellsOfEachLineThatIsAnotherOneNow() {
        Batch batch =
                new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 2, 0.5), entry("c", Fate.SOLVED, 4, -1.25)));

        List<String> first = new BaselineGate(file).update(batch, true).details();
        Batch worse =
                new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 3, 0.5), entry("c", Fate.SOLVED, 3, -1.25)));
        List<String> second = new BaselineGate(file).update(worse, true).details();

        assertThat(first)
                .containsExactly(
                        "baseline:  " + file,
                        "accepted:  c.msgpack new, solved 1/1 in 4 steps, return -1.25",
                        "accepted:  b.msgpack removed");
        assertThat(second)
                .containsExactly(
                        "baseline:  " + file,
                        "accepted:  a.msgpack worse, solved 1/1 in 3 steps, return 0.5, before solved 1/1 in 2 steps, return 0.5",
                        "accepted:  c.msgpack better, solved 1/1 in 3 steps, return -1.25, before solved 1/1 in 4 steps,"
                                + " return -1.25");
    }

    @Test
    void update_ofAPart_keepsTheLinesOfOtherTraces() throws IOException {
        new BaselineGate(file).update(new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 1, 1))), false);

        assertThat(Files.readAllLines(file)).hasSize(3).contains(B, OTHER).doesNotContain(A);
    }

    @Test
    void unreadableLine_isToldWithItsNumber() throws IOException {
        Files.writeString(file, "# a comment\n\nnonsense\n");

        assertThatThrownBy(() -> judge(entry("a", Fate.SOLVED, 2, 0.5)))
                .hasMessage("Baseline [" + file + "] line 3 [nonsense] is no result. Mend or remove it, or let"
                        + " -Darena.baseline=update drop it and accept what is there now.");
        assertThatThrownBy(() -> new BaselineGate(file).check(false)).hasMessageContaining("line 3 [nonsense]");
        new BaselineGate(file).check(true);
    }

    @Test
    void update_dropsUnreadableLinesAndSaysSo_andKeepsComments() throws IOException {
        Files.write(
                file, ("# accepted by us\nnonsense\n" + OTHER + "\n\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));

        Verdict verdict =
                new BaselineGate(file).update(new Batch(Entries.KEY, List.of(entry("a", Fate.SOLVED, 2, 0.5))), true);

        assertThat(verdict.reason())
                .isEqualTo("1 line written to baseline.txt, 2 lines dropped that could not be read");
        assertThat(verdict.details())
                .containsExactly(
                        "baseline:  " + file,
                        "accepted:  a.msgpack new, solved 1/1 in 2 steps, return 0.5",
                        "dropped:   line 2 [nonsense]",
                        "dropped:   line 4 [\ufffd]");
        assertThat(Files.readAllLines(file)).containsExactly("# accepted by us", OTHER, A);
    }

    @Test
    void folder_isToldAsOne() {
        assertThatThrownBy(() -> new BaselineGate(folder).check(true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Baseline [%s] is a folder. Name a file in it, for example @Baseline(\"%s/baseline.txt\")."
                        .formatted(folder, folder.toString().replace('\\', '/')));
    }

    @Test
    void traceWithoutAScore_isNotCompared_andLeavesTheVerdictOpen() throws IOException {
        List<String> lines = new ArrayList<>();
        List<BatchEntry> entries = new ArrayList<>();
        for (int i = 10; i < 20; i++) {
            String trace = "t" + i;
            lines.add(A.replace("a.msgpack", trace + ".msgpack"));
            entries.add(
                    i == 10
                            ? Entries.entry(trace + ".msgpack", 0, Fate.ABORTED, null)
                            : entry(trace, Fate.SOLVED, 2, 0.5));
        }
        Files.write(file, lines);

        Verdict verdict = judge(entries.toArray(BatchEntry[]::new));

        assertThat(verdict.headline())
                .isEqualTo("Gate [as good as baseline.txt] is INCONCLUSIVE: 1 trace is not compared;"
                        + " mend the environment, then play again");
        assertThat(verdict.details()).contains("no score:  t10.msgpack (aborted)");
    }

    @Test
    void repetitionWithoutAScore_doesNotDropOut() throws IOException {
        Files.writeString(file, A.replace("1/1", "2/2") + "\n");
        Batch batch = new Batch(
                Entries.KEY,
                List.of(entry("a", Fate.SOLVED, 2, 0.5), Entries.entry("a.msgpack", 1, Fate.ABORTED, null)));

        assertThat(new BaselineGate(file).update(batch, true).reason())
                .isEqualTo("0 lines written to baseline.txt, 1 trace without a score kept as before");
        assertThat(file).hasContent(A.replace("1/1", "2/2") + "\n");
    }

    private Verdict judge(BatchEntry... entries) {
        return new BaselineGate(file).judge(new Batch(Entries.KEY, List.of(entries)));
    }

    private static BatchEntry entry(String trace, Fate fate, int steps, double reward) {
        return new BatchEntry(trace + ".msgpack", 0, fate, steps, 0, reward, null, List.of(), null, List.of());
    }
}
