package dev.simarena.trace;

import java.nio.file.Path;

/** Read and write trace files: SimKube v2 MessagePack, its JSON view, and the repairable "version 1" files. */
public final class TraceFiles {

    private TraceFiles() {}

    /** Throws TraceFormatException (unchecked) with file, offset and reason. */
    public static LoadedTrace load(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** Read bytes; name is used in messages. */
    public static LoadedTrace read(byte[] bytes, String name) {
        throw new UnsupportedOperationException(name);
    }

    /** Write MessagePack. */
    public static void write(Trace trace, Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
