package dev.simarena.report;

import dev.simarena.episode.RunRecords;
import dev.simarena.gate.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Write what a whole run has to say: its summary, and what Allure shows beside the tests. */
public final class RunReport {

    /** File beside the runs that names the last one in its first line and holds its summary table below. */
    public static final String LATEST_RUN = "latest-run.txt";

    /** File in a run's folder that holds its summary table, without wall time. */
    public static final String SUMMARY = "summary.txt";

    private RunReport() {}

    /**
     * Write the summary table into the run's folder and beside it, and environment and categories into the results.
     *
     * <p>On GitHub Actions ({@code $GITHUB_STEP_SUMMARY} is set) the table is added to the summary of the job.
     *
     * @param resultsDirectory directory of Allure results, made where it does not exist
     */
    public static void write(RunRecords records, Path resultsDirectory) {
        write(records, List.of(), resultsDirectory);
    }

    /**
     * Write the same with the verdicts of gates below the table.
     *
     * @param gates the gates that were declared, with their verdicts
     * @param resultsDirectory directory of Allure results, made where it does not exist
     */
    public static void write(RunRecords records, List<Judgement> gates, Path resultsDirectory) {
        write(
                new SummaryTable(records.summary(), records.wall(), records.configurationErrors()),
                new GateSummary(gates),
                records.folder(),
                resultsDirectory,
                System::getProperty,
                System.getenv());
    }

    static void write(
            SummaryTable table,
            GateSummary gates,
            Path folder,
            Path resultsDirectory,
            UnaryOperator<@Nullable String> settings,
            Map<String, String> environment) {
        try {
            Files.createDirectories(resultsDirectory);
            Files.writeString(
                    resultsDirectory.resolve("environment.properties"),
                    RunEnvironment.properties(table.rows(), settings));
            Files.writeString(resultsDirectory.resolve("categories.json"), FailureCategories.json());
            Files.writeString(folder.resolve(SUMMARY), table.textWithoutWallTime() + "\n" + gates.text());
            Files.writeString(
                    folder.resolveSibling(LATEST_RUN),
                    folder.getFileName() + "\n" + table.text() + "\n" + gates.text());
            String stepSummary = environment.get("GITHUB_STEP_SUMMARY");
            if (stepSummary != null && !stepSummary.isEmpty()) {
                Files.writeString(
                        Path.of(stepSummary),
                        table.markdown() + gates.markdown(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notWritten(folder), e);
        }
    }
}
