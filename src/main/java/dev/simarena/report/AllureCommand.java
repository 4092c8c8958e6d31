package dev.simarena.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Make the HTML report with Allure's own command line, where it is installed. */
public final class AllureCommand {

    private final Path home;

    /** Name where Allure is installed. */
    public AllureCommand(Path home) {
        this.home = home;
    }

    /** Return where Maven installs the Allure that this version of Sim-Arena was built with. */
    public static Path defaultHome() {
        return Path.of(System.getProperty("user.home"), ".allure", "allure-" + RunEnvironment.property("allure"));
    }

    /**
     * Make the report and put it where people find it.
     *
     * @param results directory of Allure results, which gets the history for the next report
     * @param report the file to write
     * @return a sentence that names the report, or says why there is none
     */
    public String report(Path results, Path report) {
        if (!Files.isDirectory(home.resolve("lib"))) {
            return RunMessages.noAllure(home);
        }
        Path folder = report.toAbsolutePath().resolveSibling("allure");
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve("allure.log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-classpath",
                    home.resolve("lib/*") + System.getProperty("path.separator") + home.resolve("lib/config"),
                    "io.qameta.allure.CommandLine",
                    "generate",
                    results.toString(),
                    "--single-file",
                    "--clean",
                    "--output",
                    folder.resolve("made").toString()));
            builder.environment().put("APP_HOME", home.toString());
            builder.environment().put("ALLURE_NO_ANALYTICS", "true");
            builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            return publish(folder.resolve("made/index.html"), report, results, log);
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notCopied(report), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RunMessages.noReport(report);
        }
    }

    /** Put a report that Allure made where people find it, and keep its history. */
    static String publish(Path made, Path shown, Path results, Path log) {
        if (!Files.exists(made)) {
            return RunMessages.noReport(log);
        }
        try {
            SingleFileReport report = SingleFileReport.read(made);
            report.writeHistory(results.resolve("history"));
            report.withoutAnalytics().packed().write(shown);
        } catch (IOException e) {
            throw new UncheckedIOException(RunMessages.notCopied(shown), e);
        }
        return RunMessages.report(shown);
    }
}
