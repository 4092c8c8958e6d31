package dev.simarena.trace;

import java.util.List;

/**
 * Hold a trace that was read from a file.
 *
 * @param name file name, for example {@code cpu-slight.msgpack}
 * @param trace the trace
 * @param repairs what had to be repaired to load it, empty for a sound file
 */
public record LoadedTrace(String name, Trace trace, List<String> repairs) {

    public LoadedTrace {
        repairs = List.copyOf(repairs);
    }
}
