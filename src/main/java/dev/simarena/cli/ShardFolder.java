package dev.simarena.cli;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.gate.BatchFiles;
import dev.simarena.junit.ArenaSettings;
import dev.simarena.report.RunReport;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Find what a run left below a folder.
 *
 * @param run folder of its records
 * @param results folder of its Allure results, empty where there is none
 * @param history its history, empty where there is none
 */
record ShardFolder(Path run, Optional<Path> results, Optional<Path> history) {

    /**
     * Look into folders; a glob stands for those that match, sorted.
     *
     * @throws ConfigurationException when one does not exist or holds no run
     */
    static List<ShardFolder> all(List<String> names) {
        List<ShardFolder> found = new ArrayList<>();
        for (String name : names) {
            List<Path> folders = Files.isDirectory(Path.of(name)) ? List.of(Path.of(name)) : matching(name);
            if (folders.isEmpty()) {
                throw new ConfigurationException(CliMessages.noFolder(name));
            }
            folders.forEach(folder -> found.add(of(folder)));
        }
        return found;
    }

    /** The shell has done this already, except within quotes and where Maven starts the command. */
    private static List<Path> matching(String glob) {
        Path parent = Path.of(glob).getParent();
        Path folder = parent == null ? Path.of("") : parent;
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = matcher(glob);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(path -> matcher.matches(path.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(CliMessages.noFolder(glob), e);
        }
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + Path.of(glob).getFileName());
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(CliMessages.noGlob("Folder [%s]".formatted(glob), e), e);
        }
    }

    private static ShardFolder of(Path folder) {
        return new ShardFolder(
                run(folder).orElseThrow(() -> new ConfigurationException(CliMessages.noRun(folder))),
                Optional.of(folder.resolve("allure-results")).filter(Files::isDirectory),
                Stream.of(ArenaSettings.DEFAULT_HISTORY, "history.jsonl")
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    private static Optional<Path> run(Path folder) {
        if (Files.exists(folder.resolve(BatchFiles.BATCHES))) {
            return Optional.of(folder);
        }
        return Stream.of("", "arena", ArenaSettings.DEFAULT_RECORDS)
                .map(folder::resolve)
                .filter(records -> Files.exists(records.resolve(RunReport.LATEST_RUN)))
                .findFirst()
                .map(ShardFolder::latest);
    }

    private static Path latest(Path records) {
        try (Stream<String> lines = Files.lines(records.resolve(RunReport.LATEST_RUN))) {
            return records.resolve(lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigurationException(CliMessages.noRun(records), e);
        }
    }
}
