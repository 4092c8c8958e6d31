package dev.simarena.report;

import dev.simarena.episode.MergedRuns;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchFiles;
import dev.simarena.gate.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Join what shards left: records, batches and Allure results, and judge every gate over the whole.
 *
 * @param runs the merged run
 * @param folder where it is
 * @param gates every declared gate with its verdict over all shards
 * @param failedTests number of tests that failed in the shards, gates aside, as records and Allure results know them
 * @param text table and verdicts
 * @param troubles sentences about what could not be written, which changes no verdict
 */
public record ShardMerge(
        MergedRuns runs, Path folder, List<Judgement> gates, int failedTests, String text, List<String> troubles) {

    /**
     * Merge runs; where that fails, nothing is left of the target.
     *
     * @param folders folders of the runs
     * @param results folders of their Allure results, as far as there are any
     * @param target folder of the merged run, which must not exist
     * @param mergedResults folder of the merged Allure results, emptied before but for its history
     * @param environment environment variables; {@code GITHUB_STEP_SUMMARY} names the file that gets the table as Markdown
     * @throws dev.simarena.episode.ConfigurationException when shards are missing or differ, or a file cannot be read
     * @throws dev.simarena.episode.RecordsException when the target cannot be written
     */
    public static ShardMerge of(
            List<Path> folders, List<Path> results, Path target, Path mergedResults, Map<String, String> environment) {
        MergedRuns runs = MergedRuns.read(folders);
        List<Batch> batches = BatchFiles.readBatches(folders);
        List<Judgement> gates = BatchFiles.judge(folders);
        boolean fresh = !Files.exists(target);
        try {
            runs.write(target);
            BatchFiles.write(target, batches, gates);
            MergedResults merged = MergedResults.merge(results, gates, batches, mergedResults);
            LeaderboardReport.attach(LeaderboardReport.write(target, batches), mergedResults);
            SummaryTable table = new SummaryTable(runs.summary(), runs.wall(), runs.configurationErrors());
            GateSummary verdicts = new GateSummary(gates);
            List<String> troubles =
                    RunReport.write(table, verdicts, target, mergedResults, System::getProperty, environment);
            return new ShardMerge(
                    runs,
                    target,
                    gates,
                    Math.max(merged.failed(), runs.failedTests().size()),
                    table.text() + "\n" + verdicts.text(),
                    troubles);
        } catch (RuntimeException e) {
            if (fresh) {
                delete(target, e);
            }
            throw e;
        }
    }

    private static void delete(Path folder, RuntimeException cause) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Tell whether a build is to be red: a gate is, a test of a shard was, or something could not be played. */
    public boolean red() {
        return failedTests > 0
                || !runs.configurationErrors().isEmpty()
                || gates.stream().anyMatch(Judgement::red);
    }
}
