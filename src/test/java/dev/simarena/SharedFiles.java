package dev.simarena;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Find the real traces and recorded outcomes that lie beside the checkout; skip the test where they do not. */
public final class SharedFiles {

    private SharedFiles() {}

    /** Return the folder of real traces, or skip the test. */
    public static Path traces() {
        return folder("traces");
    }

    /** Return the folder of outcomes recorded on a real control plane, or skip the test. */
    public static Path golden() {
        return folder("golden");
    }

    private static Path folder(String name) {
        Path folder = Path.of(System.getProperty("shared.folder", "../shared"), name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "Folder [%s] is not there. Only the maintainers' machines have it; nothing to check here."
                        .formatted(folder));
        return folder;
    }
}
