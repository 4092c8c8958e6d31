package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Find the traces of a folder and its nested folders, sorted by name.
 *
 * @param base folder that names are relative to
 * @param pattern glob on relative names
 * @param owner class for messages
 */
record TraceFolder(Path base, NamePattern pattern, String owner) {

    /** What is taken for a trace where no glob is given. */
    static final String DEFAULT_PATTERN = "**/*.{msgpack,sktrace,json}";

    /** What is taken for a trace beside the test class, without the folders of other classes. */
    private static final String OWN_PATTERN = "*.{msgpack,sktrace,json}";

    /**
     * Find the folder of a test.
     *
     * @param traces folder or glob, empty for {@code scenarios/<scenario>}
     * @throws ConfigurationException when it does not exist or the glob is malformed
     */
    static TraceFolder find(String traces, String scenario, Path folder, Class<?> type) {
        String path = traces.isEmpty() ? ofScenario(scenario, folder) : traces.replace('\\', '/');
        List<TraceFolder> candidates = new ArrayList<>();
        try {
            candidates.add(in(folder, path, type));
            classPathFolder(type)
                    .map(own -> traces.isEmpty() ? in(own, OWN_PATTERN, type) : in(own, path, type))
                    // this folder nearly always exists; without traces it is not what is meant
                    .filter(own -> !own.list().isEmpty())
                    .ifPresent(candidates::add);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    JunitMessages.missingFolder(path, type.getSimpleName(), folder.resolve("scenarios")), e);
        }
        return candidates.stream()
                .filter(candidate -> Files.isDirectory(candidate.base()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(JunitMessages.missingFolder(
                        path, type.getSimpleName(), candidates.get(0).base())));
    }

    /**
     * Return the folder of a scenario: its name, or the same with underscores for hyphens where only that exists, since the
     * package of a class that lies there has none.
     */
    static String ofScenario(String scenario, Path folder) {
        String path = "scenarios/" + scenario;
        String underscored = "scenarios/" + scenario.replace('-', '_');
        return !Files.isDirectory(folder.resolve(path)) && Files.isDirectory(folder.resolve(underscored))
                ? underscored
                : path;
    }

    /** Split a path into the folder before its first glob and the rest; a path to a file means that file. */
    private static TraceFolder in(Path folder, String path, Class<?> type) {
        String owner = type.getSimpleName();
        int glob = NamePattern.firstSpecial(path);
        if (glob < 0) {
            Path whole = folder.resolve(path).normalize();
            return Files.isRegularFile(whole)
                    ? new TraceFolder(
                            whole.resolveSibling("").normalize(),
                            NamePattern.exactly(String.valueOf(whole.getFileName())),
                            owner)
                    : new TraceFolder(whole, NamePattern.of(DEFAULT_PATTERN), owner);
        }
        int cut = path.lastIndexOf('/', glob) + 1;
        return new TraceFolder(
                folder.resolve(path.substring(0, cut)).normalize(), NamePattern.of(path.substring(cut)), owner);
    }

    /**
     * List the files; none is opened.
     *
     * @throws ConfigurationException when there is none
     */
    List<TraceFile> files() {
        List<TraceFile> files = list();
        if (files.isEmpty()) {
            throw new ConfigurationException(JunitMessages.emptyFolder(base, pattern.text(), owner));
        }
        return files;
    }

    private List<TraceFile> list() {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(base)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> TraceFile.of(relative(file), file))
                    .filter(file -> pattern.matches(file.name()))
                    .sorted(Comparator.comparing(TraceFile::name))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(JunitMessages.unreadableFolder(base, String.valueOf(e.getMessage())), e);
        }
    }

    private String relative(Path file) {
        return base.relativize(file).toString().replace('\\', '/');
    }

    private static Optional<Path> classPathFolder(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path root = Path.of(source.getLocation().toURI());
            return Files.isDirectory(root)
                    ? Optional.of(root.resolve(type.getPackageName().replace('.', '/')))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
