package dev.simarena.cli;

import dev.simarena.junit.ArenaSettings;
import dev.simarena.trace.Suggestions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/** Word what the commands have to say. */
final class CliMessages {

    /** Failed tests that are listed before the rest is counted. */
    private static final int SHOWN = 10;

    private CliMessages() {}

    static String noCommand(String command) {
        return "Command [%s] needs a subcommand. See %s --help.".formatted(command, command);
    }

    static String noTrace(Path path) {
        return "Trace [%s] does not exist. Name a file, or a folder of traces.".formatted(path);
    }

    static String noTraces(Path folder) {
        return "Folder [%s] holds no trace. Name one with *.sktrace, *.msgpack or *.json in it, at any depth."
                .formatted(folder);
    }

    static String fixesOfOurs() {
        return "Option [--fix] does not go with [--compatible]. Leave one of them out.";
    }

    static String noNode(String value) {
        return "Option [--node %s] is no node. Give what it can allocate as cpu and memory, such as 16,32Gi."
                .formatted(value);
    }

    static String unknownRule(String code, Collection<String> available) {
        return "Code [%s] does not exist.%s Available: %s."
                .formatted(code, Suggestions.didYouMean(code, available), Suggestions.available(available));
    }

    static String noHistoryFile(Path file) {
        return "Option [--file %s] names no file. Name one that runs wrote, or leave it out for %s."
                .formatted(file, ArenaSettings.DEFAULT_HISTORY);
    }

    static String noGlob(String who, PatternSyntaxException fault) {
        String what = fault.getDescription();
        return "%s is no glob: %s. Correct it, or put a backslash before what is meant literally."
                .formatted(who, what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1));
    }

    static String unknownCommand(String name, Collection<String> available) {
        return "Command [%s] does not exist.%s Available: %s."
                .formatted(name, Suggestions.didYouMean(name, available), Suggestions.available(available));
    }

    static String unknownOption(String option, String command, Collection<String> available) {
        return "Option [%s] does not exist.%s Available: %s. See %s --help."
                .formatted(
                        option, Suggestions.didYouMean(option, available), Suggestions.available(available), command);
    }

    static String unexpectedArgument(String argument, String command) {
        return "Argument [%s] is one too many. Leave it out, or see %s --help.".formatted(argument, command);
    }

    static String missingArgument(String label, String command) {
        return "Argument [%s] is missing. Give it, as %s --help shows.".formatted(label, command);
    }

    static String missingValue(String option, String label, String command) {
        return "Option [%s] has no value. Give it %s, as %s --help shows.".formatted(option, label, command);
    }

    static String badValue(String option, String value, String command) {
        return "Option [%s] does not take [%s]. See %s --help.".formatted(option, value, command);
    }

    static String twice(String option) {
        return "Option [%s] is given twice. Give it once.".formatted(option);
    }

    static String wrongUsage(String message, String command) {
        return "Command [%s] was not understood: %s. See %s --help.".formatted(command, message, command);
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

    static String failedTests(int tests, List<String> names) {
        String first = String.join("\n  ", names.subList(0, Math.min(SHOWN, names.size())));
        int more = tests - Math.min(SHOWN, names.size());
        return "Tests: %d failed in the shards, gates aside%s%s"
                .formatted(
                        tests,
                        first.isEmpty() ? "" : "\n  " + first,
                        first.isEmpty() || more == 0 ? "" : "\n  and %d more".formatted(more));
    }
}
