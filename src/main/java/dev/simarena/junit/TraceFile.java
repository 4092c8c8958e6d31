package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceFormatException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Name a trace that is read when its turn comes.
 *
 * @param name relative name with {@code /} between folders
 * @param source reads it
 */
record TraceFile(String name, Supplier<LoadedTrace> source) {

    static TraceFile of(String name, Path file) {
        return new TraceFile(name, () -> TraceFiles.load(file));
    }

    static TraceFile of(LoadedTrace trace) {
        return new TraceFile(trace.name(), () -> trace);
    }

    /**
     * Read it.
     *
     * @throws ConfigurationException when it cannot be read, with the reason first
     */
    LoadedTrace load() {
        try {
            return source.get();
        } catch (TraceFormatException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
