package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/** List the traces of a test, narrowed by {@value ArenaSettings#TRACE}. */
final class ScenarioTraces {

    private ScenarioTraces() {}

    /**
     * List the traces, unread; empty only where the filter means traces of other scenarios that are selected too.
     *
     * @throws ConfigurationException when there are none, or the filter matches none anywhere
     */
    static List<TraceFile> of(ScenarioConfig config, ExtensionContext context) {
        List<TraceFile> found = found(config, context);
        Optional<Path> file = config.failure().traceFile();
        if (file.isEmpty() || found.isEmpty()) {
            return found;
        }
        if (found.size() > 1) {
            throw new ConfigurationException(
                    JunitMessages.traceFileForSeveral(file.get().toString(), found.size()));
        }
        return List.of(TraceFile.of(found.get(0).name(), file.get()));
    }

    private static List<TraceFile> found(ScenarioConfig config, ExtensionContext context) {
        List<TraceFile> all = all(config);
        if (config.traceFilter().isEmpty()) {
            return all;
        }
        NamePattern filter = filter(config.traceFilter().get());
        List<TraceFile> matching = matching(all, config);
        if (matching.isEmpty()) {
            SortedSet<String> names =
                    new TreeSet<>(all.stream().map(TraceFile::name).toList());
            names.addAll(elsewhere(config, context));
            if (names.stream().noneMatch(filter::matchesAnywhere)) {
                throw new ConfigurationException(
                        JunitMessages.filterMatchesNothing(filter.text(), config.scenario(), names));
            }
        }
        return matching;
    }

    /** Return the files that the filter does not leave out. */
    static List<TraceFile> matching(List<TraceFile> files, ScenarioConfig config) {
        if (config.traceFilter().isEmpty()) {
            return files;
        }
        NamePattern filter = filter(config.traceFilter().get());
        return files.stream()
                .filter(file -> filter.matchesAnywhere(file.name()))
                .toList();
    }

    /** Tell whether the filter leaves out some of the traces of the test. */
    static boolean narrowed(ScenarioConfig config, List<TraceFile> files) {
        return config.failure().traceFile().isPresent()
                || (config.traceFilter().isPresent()
                        && files.size() < all(config).size());
    }

    private static NamePattern filter(String glob) {
        try {
            return NamePattern.of(glob);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    JunitMessages.badSetting(ArenaSettings.TRACE, glob, "a glob on trace names"), e);
        }
    }

    private static List<TraceFile> all(ScenarioConfig config) {
        if (config.extension().trace() != null) {
            return List.of(TraceFile.of(config.extension().trace()));
        }
        if (config.traces() == null) {
            throw new ConfigurationException(JunitMessages.noTraces(config.element()));
        }
        return TraceFolder.find(config.traces(), config.scenario(), config.folder(), config.type())
                .files();
    }

    private static SortedSet<String> elsewhere(ScenarioConfig config, ExtensionContext context) {
        if (!config.named()) {
            return new TreeSet<>();
        }
        Optional<Selection> selection = Selection.of(context::getConfigurationParameter);
        return ScenarioCatalog.around(config.type(), context::getConfigurationParameter)
                .traceNames(selection, config.folder());
    }
}
