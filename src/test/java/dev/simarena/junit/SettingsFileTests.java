package dev.simarena.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTests {

    @TempDir
    private Path folder;

    @Test
    void keysOfTheFileOnTheClassPath_areFound() throws IOException {
        Files.writeString(folder.resolve("junit-platform.properties"), "arena.polcy = noop\n# arena.seed = 1\n");

        assertThat(keys()).containsExactly("arena.polcy");
    }

    @Test
    void noFile_hasNoKeys() throws IOException {
        assertThat(keys()).isEmpty();
    }

    private Iterable<String> keys() throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return SettingsFile.keys(loader);
        }
    }
}
