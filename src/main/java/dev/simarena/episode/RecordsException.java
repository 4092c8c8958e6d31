package dev.simarena.episode;

import java.io.IOException;
import java.nio.file.Path;

/** Signal that records cannot be written. */
public final class RecordsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordsException(Path file, IOException cause) {
        super(EpisodeMessages.recordsNotWritten(file, cause), cause);
    }
}
