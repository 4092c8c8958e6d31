package dev.simarena.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Put the HTML report where people find it and print the run's summary; Maven calls this after the scenarios, also when
 * episodes failed.
 */
public final class ReportPrinter {

    /** Settings of Maven that choose tests by tag or by name. */
    private static final List<String> CHOOSING = List.of("groups", "excludedGroups", "it.test");

    private final Path made;
    private final Path shown;
    private final Path latestRun;
    private final Path results;
    private final UnaryOperator<@Nullable String> settings;

    ReportPrinter(Path made, Path shown, Path latestRun, Path results, UnaryOperator<@Nullable String> settings) {
        this.settings = settings;
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
        new ReportPrinter(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), System::getProperty)
                .print(System.out);
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
                return Stream.concat(Stream.of(RunMessages.NO_EPISODES), chosen())
                        .collect(Collectors.joining(System.lineSeparator()));
            }
            List<String> lines = Files.readAllLines(latestRun);
            return lines.stream().skip(1).collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notRead(latestRun), e);
        }
    }

    /** Name the settings that chose tests when nothing was played: Maven itself only says that there were none. */
    private Stream<String> chosen() {
        return CHOOSING.stream()
                .filter(key -> settings.apply(key) != null)
                .map(key -> RunMessages.nothingChosen(key, String.valueOf(settings.apply(key))));
    }

    private String publish() {
        return AllureCommand.publish(made, shown, results, made);
    }
}
