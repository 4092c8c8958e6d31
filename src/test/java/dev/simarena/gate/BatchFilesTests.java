package dev.simarena.gate;

import static dev.simarena.gate.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFilesTests {

    @TempDir
    Path folder;

    @Test
    void everythingIsReadAsItWasWritten() {
        Divergence divergence = new Divergence(2, 1, true, List.of(new Divergence.Field("reward", "0.1", "0.2")));
        Batch batch = entries()
                .solved(1)
                .aborted(1)
                .missing(1)
                .repeated("sk")
                .add(Entries.entry("z", 0, Fate.UNSOLVED, -0.1)
                        .withRuns(new Runs(List.of("x", "y"), divergence, List.of("Pod/a/b"), "run 3 was aborted")))
                .batch();
        List<Gate> gates = List.of(
                new SolveRateGate(0.8, 0.95),
                new MeanRewardGate(-1, 0.9),
                new SmallestRewardGate(-2),
                new IdempotencyGate(3, true),
                new BaselineGate(Path.of("scenarios/cpu/baseline.txt")));
        BatchFiles.write(
                folder,
                List.of(batch),
                gates.stream()
                        .map(gate -> new Judgement(batch.key(), gate, null))
                        .toList());

        assertThat(BatchFiles.readBatches(List.of(folder))).containsExactly(batch);
        assertThat(BatchFiles.judge(List.of(folder)))
                .extracting(Judgement::gate)
                .containsExactlyElementsOf(gates);
    }

    @Test
    void partsOfABatch_areJudgedTogether() throws IOException {
        Gate gate = new SolveRateGate(0.8, 0.95);
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Batch whole = entries().solved(14).batch();
        write(one, new Batch(whole.key(), whole.entries().subList(0, 7)), gate);
        write(two, new Batch(whole.key(), whole.entries().subList(7, 14)), gate);

        assertThat(BatchFiles.judge(List.of(one)))
                .extracting(Judgement::verdict)
                .singleElement()
                .extracting(verdict -> verdict == null ? null : verdict.outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(BatchFiles.judge(List.of(one, two))).containsExactly(Judgement.of(gate, whole));
    }

    @Test
    void whatWasPlayed_winsOverWhatIsMissing() {
        Batch missing = new Batch(Entries.KEY, List.of(BatchEntry.planned("a", 0), BatchEntry.planned("b", 0)));
        BatchEntry played = Entries.entry("a", 0, Fate.SOLVED, 1.0);

        assertThat(missing.merge(new Batch(Entries.KEY, List.of(played))).entries())
                .containsExactly(played, BatchEntry.planned("b", 0));
        assertThat(new Batch(Entries.KEY, List.of(played)).merge(missing).entries())
                .containsExactly(played, BatchEntry.planned("b", 0));
        assertThatThrownBy(() -> missing.merge(new Batch(new BatchKey("x", "y", "z", "w"), List.of())))
                .hasMessageEndingWith("Merge parts of one batch only.");
    }

    @Test
    void missingFile_isAConfigurationError() {
        assertThatThrownBy(() -> BatchFiles.readBatches(List.of(folder)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Batches [" + folder.resolve("batches.jsonl") + "] cannot be read: ");
    }

    private static void write(Path run, Batch batch, Gate gate) {
        BatchFiles.write(run, List.of(batch), List.of(Judgement.of(gate, batch)));
    }
}
