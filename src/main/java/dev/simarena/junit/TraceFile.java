package dev.simarena.junit;

import dev.simarena.episode.ConfigurationException;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceFormatException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Name a trace that is read when its turn comes.
 *
 * @param name relative name with {@code /} between folders
 * @param source reads it
 */
record TraceFile(String name, Supplier<LoadedTrace> source) {

    static TraceFile of(String name, Path file) {
        return new TraceFile(name, new Reading(file));
    }

    static TraceFile of(LoadedTrace trace) {
        return new TraceFile(trace.name(), () -> trace);
    }

    /** Read the file when first asked for, once for all policies and rewards that are played on it. */
    private static final class Reading implements Supplier<LoadedTrace> {

        private final Path file;
        private @Nullable LoadedTrace trace;

        Reading(Path file) {
            this.file = file;
        }

        @Override
        public synchronized LoadedTrace get() {
            LoadedTrace read = trace;
            if (read == null) {
                read = TraceFiles.load(file);
                trace = read;
            }
            return read;
        }
    }

    /** Tell whether it can be read. */
    boolean isReadable() {
        try {
            load();
            return true;
        } catch (ConfigurationException e) {
            return false;
        }
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
