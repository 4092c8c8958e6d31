package dev.simarena.report;

import dev.simarena.episode.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Word what is said at the end of a run. */
final class RunMessages {

    static final String NO_EPISODES = "No episodes were played.";

    static String nothingChosen(String setting, String value) {
        return "Setting [%s = %s] chooses no test that plays an episode. Correct it, or leave it out."
                .formatted(setting, value);
    }

    /** How many names a line holds. */
    private static final int NAMED = 5;

    private RunMessages() {}

    static String configurationErrors(List<String> episodes) {
        String names = String.join(", ", episodes.subList(0, Math.min(NAMED, episodes.size())));
        return "Configuration errors: %d not played (%s%s). Their tests say what is wrong."
                .formatted(episodes.size(), names, episodes.size() > NAMED ? ", ..." : "");
    }

    static String report(Path html) {
        return "Report: file://" + html.toAbsolutePath().normalize().toUri().getRawPath();
    }

    static String noAllure(Path home) {
        return "Report [%s] was not made: Allure is not there. Run mvn verify once, or name it with --allure."
                .formatted(home);
    }

    static String resultsNotMerged(Path folder, IOException cause) {
        return "Results of Allure [%s] cannot be merged: %s. Check the folders of the shards."
                .formatted(folder, FileFault.of(cause, folder));
    }

    static String resultNotRead(Path file, IOException cause) {
        return "Result of Allure [%s] cannot be read: %s. Play the run again, or leave the file out."
                .formatted(file, FileFault.of(cause, file));
    }

    static String noReport(Path html) {
        return "Report [%s] was not made. Look above for what Allure says, then run mvn verify again.".formatted(html);
    }

    static String notRead(Path file) {
        return "Summary [%s] could not be read. Run mvn verify again.".formatted(file);
    }

    static String notCopied(Path html) {
        return "Report [%s] could not be written. Make room for it or close what keeps it open.".formatted(html);
    }

    static String notWritten(Path folder, IOException cause) {
        return "Run [%s] could not be summed up: %s. Check that the folder is still there and can be written."
                .formatted(folder, FileFault.of(cause, folder));
    }

    static String noStepSummary(String file, Exception cause) {
        return ("Step summary [%s] cannot be written: %s. Let GITHUB_STEP_SUMMARY name a file that can be, or leave it unset; no"
                        + " verdict depends on it.")
                .formatted(file, FileFault.of(cause));
    }

    static String usage(int arguments) {
        return ("ReportPrinter [%d arguments] needs four. Give Allure's index.html, where to put it, the file that names"
                        + " the latest run, and the directory of Allure results.")
                .formatted(arguments);
    }
}
