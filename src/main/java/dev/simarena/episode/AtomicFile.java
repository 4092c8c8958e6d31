package dev.simarena.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Write files whole or not at all. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Write beside the file first, then move into place.
     *
     * @throws RecordsException when it cannot be written
     */
    public static void write(Path file, byte[] content) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RecordsException(file, e);
        }
    }
}
