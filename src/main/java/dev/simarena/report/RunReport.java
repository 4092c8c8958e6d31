package dev.simarena.report;

import dev.simarena.episode.RunRecords;
import dev.simarena.gate.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
        write(records, List.of(), resultsDirectory, List.of());
    }

    /**
     * Write the same with the verdicts of gates below the table.
     *
     * @param gates the gates that were declared, with their verdicts
     * @param resultsDirectory directory of Allure results, made where it does not exist
     * @param troubles sentences about what could not be written before, to be shown with the table
     * @return the same and one about the summary of the job, where that could not be written
     */
    public static List<String> write(
            RunRecords records, List<Judgement> gates, Path resultsDirectory, List<String> troubles) {
        return write(
                troubles,
                new SummaryTable(records.summary(), records.wall(), records.configurationErrors()),
                new GateSummary(gates),
                records.folder(),
                resultsDirectory,
                System::getProperty,
                System.getenv());
    }

    static List<String> write(
            SummaryTable table,
            GateSummary gates,
            Path folder,
            Path resultsDirectory,
            UnaryOperator<@Nullable String> settings,
            Map<String, String> environment) {
        return write(List.of(), table, gates, folder, resultsDirectory, settings, environment);
    }

    private static List<String> write(
            List<String> before,
            SummaryTable table,
            GateSummary gates,
            Path folder,
            Path resultsDirectory,
            UnaryOperator<@Nullable String> settings,
            Map<String, String> environment) {
        List<String> troubles = new ArrayList<>(before);
        stepSummary(table.markdown() + gates.markdown(), environment).ifPresent(troubles::add);
        try {
            Files.createDirectories(resultsDirectory);
            Files.writeString(
                    resultsDirectory.resolve("environment.properties"),
                    RunEnvironment.properties(table.rows(), settings));
            Files.writeString(resultsDirectory.resolve("categories.json"), FailureCategories.json());
            Files.writeString(folder.resolve(SUMMARY), table.textWithoutWallTime() + "\n" + gates.text());
            Files.writeString(
                    folder.resolveSibling(LATEST_RUN),
                    folder.getFileName() + "\n" + table.text() + "\n" + gates.text()
                            + troubles.stream().map(line -> line + "\n").collect(Collectors.joining()));
            return List.copyOf(troubles);
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notWritten(folder, e), e);
        }
    }

    /** Add the table to the summary of a job on GitHub; a verdict must not be lost where that fails. */
    private static Optional<String> stepSummary(String markdown, Map<String, String> environment) {
        String file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Files.writeString(Path.of(file), markdown, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(RunMessages.noStepSummary(file, e));
        }
    }
}
