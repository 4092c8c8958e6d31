package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Hold an episode as the folder of its run tells it.
 *
 * @param run folder of the run
 * @param row what the summary says
 * @param summary the same as it was read
 * @param clock what the wall-clock facts say, empty where they say nothing
 */
record ReadEpisode(Path run, EpisodeRow row, JsonNode summary, ObjectNode clock) {

    /** Return the name that follows from what was played; several episodes of a run may have it. */
    String name() {
        return EpisodeFolder.name(row.folder());
    }

    /** Return the whole lines of its steps, naming their traces in a folder of this name; none where it has no steps. */
    byte[] lines(String folder) {
        Path steps = run.resolve(row.folder()).resolve(EpisodeFile.STEPS);
        try {
            byte[] lines = Files.exists(steps) ? EpisodeFile.wholeLines(Files.readAllBytes(steps)) : new byte[0];
            return folder.equals(row.folder()) ? lines : EpisodeFolder.renamed(lines, row.folder(), folder);
        } catch (IOException e) {
            throw new ConfigurationException(EpisodeMessages.runUnreadable(steps, FileFault.of(e)), e);
        }
    }

    /** Tell whether another run has the same episode, to the byte. */
    boolean sameAs(ReadEpisode other) {
        return result().equals(other.result()) && Arrays.equals(lines(name()), other.lines(other.name()));
    }

    private JsonNode result() {
        ObjectNode result = summary.deepCopy();
        result.remove("folder");
        return result;
    }
}
