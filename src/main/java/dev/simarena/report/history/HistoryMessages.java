package dev.simarena.report.history;

import dev.simarena.episode.FileFault;
import java.io.IOException;
import java.nio.file.Path;

/** Word what goes wrong with a history. */
final class HistoryMessages {

    private HistoryMessages() {}

    static String notRead(Path file, IOException cause) {
        return "History [%s] cannot be read: %s. Check its permissions, or name another file."
                .formatted(file, FileFault.of(cause, file));
    }

    static String notWritten(Path file, IOException cause) {
        return ("History [%s] cannot be written: %s. Make room for it, or do without: -Darena.history=none, arena merge"
                        + " --history none; no verdict depends on it.")
                .formatted(file, FileFault.of(cause, file));
    }
}
