package dev.simarena.engine.apiserver.watch;

import dev.simarena.trace.Gvk;
import java.util.ArrayDeque;

/** Keep the lines written last, so that watchers share them, but no more than fit; used by one thread only. */
final class KeptLines {

    private static final long MOST_BYTES = 16L << 20;

    private final ArrayDeque<Version> versions = new ArrayDeque<>();
    private long bytes;

    void keep(Version version, String type, Gvk served, byte[] text) {
        version.keep(type, served, text);
        versions.add(version);
        bytes += text.length;
        while (bytes > MOST_BYTES && versions.size() > 1) {
            bytes -= versions.remove().forget();
        }
    }
}
