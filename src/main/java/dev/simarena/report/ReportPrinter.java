package dev.simarena.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Put the HTML report where people find it and print the run's summary; Maven calls this after the scenarios, also when
 * episodes failed.
 */
public final class ReportPrinter {

    private final Path made;
    private final Path shown;
    private final Path latestRun;
    private final Path results;

    ReportPrinter(Path made, Path shown, Path latestRun, Path results) {
        this.made = made;
        this.shown = shown;
        this.latestRun = latestRun;
        this.results = results;
    }

    /**
     * Print the summary of the latest run and, as the last line, the address of its report.
     *
     * @param args Allure's {@code index.html}, where to put it, the {@link RunReport#LATEST_RUN} file, and the directory
     *     of Allure results, which keeps the history for the next run
     */
    public static void main(String[] args) {
        if (args.length != 4) {
            throw new IllegalArgumentException(RunMessages.usage(args.length));
        }
        new ReportPrinter(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3])).print(System.out);
    }

    void print(PrintStream out) {
        out.println();
        out.println(summary());
        out.println();
        out.println(publish());
    }

    private String summary() {
        try {
            if (!Files.exists(latestRun)) {
                return RunMessages.NO_EPISODES;
            }
            List<String> lines = Files.readAllLines(latestRun);
            return lines.stream().skip(1).collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notRead(latestRun), e);
        }
    }

    private String publish() {
        return AllureCommand.publish(made, shown, results, made);
    }
}
