package dev.simarena.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Read facts of the machine that never enter the deterministic records. */
final class WallClock {

    private static final Path HOST_NAME = Path.of("/etc/hostname");

    private WallClock() {}

    /** Return the time now. */
    static Instant now() {
        return Instant.now();
    }

    /** Return a reading of the stopwatch in nanoseconds. */
    static long nanos() {
        return System.nanoTime();
    }

    /** Return the name of the host without asking the network, {@code unknown} where nobody says. */
    static String host() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            String name = Files.readString(HOST_NAME).strip();
            return name.isEmpty() ? "unknown" : name;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
