package dev.simarena.cli;

import dev.simarena.episode.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Find the traces that a command line names: files as they are, and the traces in folders, sorted. */
final class TracePaths {

    private static final Set<String> ENDINGS = Set.of(".sktrace", ".msgpack", ".json");

    private TracePaths() {}

    /** Return every file once; throw where a name is of nothing, or a folder has no trace. */
    static List<Path> all(Collection<Path> places) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAll(traces(place));
            } else if (Files.exists(place)) {
                files.add(place);
            } else {
                throw new ConfigurationException(CliMessages.noTrace(place));
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> traces(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> traces = files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            if (traces.isEmpty()) {
                throw new ConfigurationException(CliMessages.noTraces(folder));
            }
            return traces;
        }
    }
}
