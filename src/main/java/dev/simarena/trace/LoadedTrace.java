package dev.simarena.trace;

import java.util.List;

/**
 * Hold a trace that was read from a file.
 *
 * @param name file name, for example {@code cpu-slight.msgpack}
 * @param trace the trace
 * @param mended what had to be mended to load it, empty for a sound file
 */
public record LoadedTrace(String name, Trace trace, List<Repair> mended) {

    public LoadedTrace {
        mended = List.copyOf(mended);
    }

    /** Return what had to be mended to load it, as texts. */
    public List<String> repairs() {
        return mended.stream().map(Repair::text).toList();
    }
}
