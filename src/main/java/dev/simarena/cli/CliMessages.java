package dev.simarena.cli;

import dev.simarena.trace.Suggestions;
import java.nio.file.Path;
import java.util.Collection;

/** Word what the commands have to say. */
final class CliMessages {

    private CliMessages() {}

    static String noCommand() {
        return "Command [arena] needs a subcommand. See arena --help.";
    }

    static String noHistory(Path file) {
        return "History [%s] holds no run yet. Play one: mvn verify.".formatted(file);
    }

    static String nothingMatches(String option, String value, Collection<String> available) {
        return "Option [%s %s] matches nothing in the history.%s Available: %s"
                .formatted(option, value, Suggestions.didYouMean(value, available), Suggestions.available(available));
    }

    static String unreadableLines(int lines) {
        return "%s could not be read: torn by a crash, or written by a newer version."
                .formatted(lines == 1 ? "1 line" : lines + " lines");
    }

    static String noFolder(String folder) {
        return "Folder [%s] does not exist. Name the folders of runs, or a glob that matches some.".formatted(folder);
    }

    static String noRun(Path folder) {
        return "Folder [%s] holds no run. Name one with target/arena, arena or latest-run.txt in it, or the folder of a run."
                .formatted(folder);
    }

    static String failedTests(int tests) {
        return "Tests: %d failed in the shards, gates aside".formatted(tests);
    }
}
