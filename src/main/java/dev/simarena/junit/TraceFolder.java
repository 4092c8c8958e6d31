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

    /**
     * Find the folder of a test.
     *
     * @param traces folder or glob, empty for {@code scenarios/<scenario>}
     * @throws ConfigurationException when it does not exist or the glob is malformed
     */
    static TraceFolder find(String traces, String scenario, Path folder, Class<?> type) {
        String path = traces.isEmpty() ? "scenarios/" + scenario : traces.replace('\\', '/');
        int glob = NamePattern.firstSpecial(path);
        int cut = glob < 0 ? path.length() : path.lastIndexOf('/', glob);
        String root = cut < 0 ? "" : path.substring(0, cut);
        NamePattern pattern = NamePattern.of(glob < 0 ? DEFAULT_PATTERN : path.substring(cut + 1));
        List<Path> candidates = new ArrayList<>();
        try {
            candidates.add(folder.resolve(root).normalize());
            classPathFolder(type)
                    .map(own -> traces.isEmpty() ? own : own.resolve(root).normalize())
                    .ifPresent(candidates::add);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    JunitMessages.missingFolder(path, type.getSimpleName(), List.of(folder)), e);
        }
        for (Path candidate : candidates) {
            TraceFolder found = new TraceFolder(candidate, pattern, type.getSimpleName());
            // the class's own folder nearly always exists; without traces it is not what is meant
            boolean meant = candidate.equals(candidates.get(0)) || !found.list().isEmpty();
            if (Files.isDirectory(candidate) && meant) {
                return found;
            }
            Path parent = candidate.getParent();
            if (glob < 0 && parent != null && Files.isRegularFile(candidate)) {
                NamePattern one = NamePattern.exactly(candidate.getFileName().toString());
                return new TraceFolder(parent, one, type.getSimpleName());
            }
        }
        throw new ConfigurationException(JunitMessages.missingFolder(path, type.getSimpleName(), candidates));
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
