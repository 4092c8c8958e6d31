package dev.simarena.report;

import dev.simarena.episode.MergedRuns;
import dev.simarena.gate.Batch;
import dev.simarena.gate.BatchFiles;
import dev.simarena.gate.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Join what shards left: records, batches and Allure results, and judge every gate over the whole.
 *
 * @param runs the merged run
 * @param gates every declared gate with its verdict over all shards
 * @param failedTests number of tests that failed in the shards, gates aside; 0 where there are no Allure results
 * @param text table and verdicts
 */
public record ShardMerge(MergedRuns runs, List<Judgement> gates, int failedTests, String text) {

    /**
     * Merge runs.
     *
     * @param folders folders of the runs
     * @param results folders of their Allure results, as far as there are any
     * @param target folder of the merged run, which must not exist
     * @param mergedResults folder of the merged Allure results, emptied before but for its history
     * @param environment environment variables; {@code GITHUB_STEP_SUMMARY} names the file that gets the table as Markdown
     * @throws dev.simarena.episode.ConfigurationException when shards are missing or a file cannot be read
     */
    public static ShardMerge of(
            List<Path> folders, List<Path> results, Path target, Path mergedResults, Map<String, String> environment) {
        MergedRuns runs = MergedRuns.merge(folders, target);
        List<Batch> batches = BatchFiles.readBatches(folders);
        List<Judgement> gates = BatchFiles.judge(folders);
        BatchFiles.write(target, batches, gates);
        MergedResults merged = MergedResults.merge(results, gates, mergedResults);
        LeaderboardReport.attach(LeaderboardReport.write(target, batches), mergedResults);
        SummaryTable table = new SummaryTable(runs.summary(), runs.wall(), runs.configurationErrors());
        GateSummary verdicts = new GateSummary(gates);
        RunReport.write(table, verdicts, target, mergedResults, System::getProperty, environment);
        return new ShardMerge(runs, gates, merged.failed(), table.text() + "\n" + verdicts.text());
    }

    /** Tell whether a build is to be red: a gate is, a test of a shard was, or something could not be played. */
    public boolean red() {
        return failedTests > 0
                || !runs.configurationErrors().isEmpty()
                || gates.stream().anyMatch(Judgement::red);
    }
}
