package dev.simarena.episode;

import dev.simarena.trace.Trace;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Write the files of one episode and remember what the summary needs of it; used by one thread at a time. */
final class EpisodeFile {

    static final String STEPS = "step.jsonl";

    private final Path run;
    private final String name;
    private final EpisodeSpec spec;
    private final long startedNanos = WallClock.nanos();
    private String folder;
    private @Nullable OutputStream out;
    private long wallNanos = -1;
    private long decisions;
    private long decidingNanos;
    private long slowestNanos;
    private @Nullable EpisodeResult result;

    /**
     * Describe the files; they are created with the first step.
     *
     * @param run folder of the run
     * @param name folder that follows from the spec, as the step records name it
     * @param folder folder that is used, another one where an episode of the run has that name already
     */
    EpisodeFile(Path run, String name, String folder, EpisodeSpec spec) {
        this.run = run;
        this.name = name;
        this.folder = folder;
        this.spec = spec;
    }

    synchronized void append(StepRecord step, Trace trace) {
        Path file = run.resolve(folder).resolve(STEPS);
        try {
            if (out == null) {
                Files.createDirectories(run.resolve(folder));
                out = new FileOutputStream(file.toFile(), true);
            }
            ActionOutcome outcome = step.outcome();
            if (outcome != null && outcome.changed()) {
                file = run.resolve(folder).resolve(EpisodeFolder.traceFile(step.step()));
                try (OutputStream whole = new FileOutputStream(file.toFile())) {
                    whole.write(trace.toBytes());
                }
            }
            // One write a line: a crash tears the last line at most.
            out.write(StepJson.line(spec, step));
        } catch (IOException e) {
            throw new RecordsException(file, e);
        }
    }

    synchronized void decided(Duration latency) {
        decisions++;
        decidingNanos += latency.toNanos();
        slowestNanos = Math.max(slowestNanos, latency.toNanos());
    }

    synchronized void end(Episode episode) {
        wallNanos = WallClock.nanos() - startedNanos;
        result = EpisodeResult.of(episode);
        close();
    }

    synchronized void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                throw new RecordsException(run.resolve(folder).resolve(STEPS), e);
            }
            out = null;
        }
    }

    /** Return the whole lines that were written; a torn last line is left out. */
    byte[] lines() {
        Path file = run.resolve(folder).resolve(STEPS);
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try {
            return wholeLines(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RecordsException(file, e);
        }
    }

    /** Leave out a torn last line. */
    static byte[] wholeLines(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(content, end);
    }

    /** Return the episode as the summary shows it. */
    EpisodeRow row() {
        return new EpisodeRow(
                spec.scenario(),
                spec.traceName(),
                spec.policy(),
                Rewards.canonicalName(spec.reward()),
                spec.repetition(),
                spec.seed(),
                folder,
                spec.fewestSteps(),
                result(),
                span());
    }

    EpisodeSpec spec() {
        return spec;
    }

    String name() {
        return name;
    }

    String folder() {
        return folder;
    }

    /** Use another folder, to which the caller moves the files. */
    void folder(String newFolder) {
        folder = newFolder;
    }

    /** Return how the episode ended, {@code null} where it has not. */
    synchronized @Nullable EpisodeResult result() {
        return result;
    }

    /** Return when the episode was playing, an empty span where it has not ended. */
    synchronized WallSpan span() {
        return new WallSpan(startedNanos, startedNanos + Math.max(0, wallNanos));
    }

    /** Return the wall time from the beginning to the end, zero where it has not ended. */
    synchronized Duration wall() {
        return Duration.ofNanos(Math.max(0, wallNanos));
    }

    synchronized long decisions() {
        return decisions;
    }

    synchronized Duration deciding() {
        return Duration.ofNanos(decidingNanos);
    }

    synchronized Duration slowestDecision() {
        return Duration.ofNanos(slowestNanos);
    }
}
