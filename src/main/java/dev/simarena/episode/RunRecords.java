package dev.simarena.episode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Own the fresh folder of a run.
 *
 * <p>While episodes play, each appends to its own {@code <scenario>/<trace>/<policy>/step.jsonl} and keeps its edited
 * traces beside it. {@link #close} merges the step files into {@code step.jsonl} and writes {@code summary.json}; both
 * are equal to the byte for equal runs, sequential or parallel. Facts of the machine go to {@code wall-clock.json}.
 * Thread safe.
 */
public final class RunRecords implements AutoCloseable {

    /** Folder in that of a run for what is kept of episodes beside their records: {@value}. */
    public static final String KEPT = "kept";

    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final Path folder;
    private final String runId;
    private final Instant started = WallClock.now();
    private final long startedNanos = WallClock.nanos();
    private final List<EpisodeFile> episodes = new ArrayList<>();
    private final Set<String> folders = new HashSet<>();
    private final SortedSet<String> configurationErrors = new TreeSet<>();
    private final SortedSet<String> failedTests = new TreeSet<>();
    private boolean closed;

    private RunRecords(Path folder, String runId) {
        this.folder = folder;
        this.runId = runId;
    }

    /**
     * Create {@code <parent>/<run id>}.
     *
     * @throws ConfigurationException when it exists already or the id cannot name a folder
     * @throws RecordsException when it cannot be created
     */
    public static RunRecords create(Path parent, String runId) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new ConfigurationException(EpisodeMessages.badRunId(runId));
        }
        Path folder = parent.resolve(runId);
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new RecordsException(parent, e);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(EpisodeMessages.runFolderExists(folder), e);
        } catch (IOException e) {
            throw new RecordsException(folder, e);
        }
        RunRecords records = new RunRecords(folder, runId);
        records.writeWallClock(List.of());
        return records;
    }

    /** Return the id of the run. */
    public String runId() {
        return runId;
    }

    /** Return when the run started; a fact of the machine that never enters the deterministic records. */
    public Instant started() {
        return started;
    }

    /** Return the folder of the run. */
    public Path folder() {
        return folder;
    }

    /**
     * Return the folder of an episode within another folder, named as in the folder of a run; equal episodes have the same.
     *
     * @param parent folder of the run, or any other
     */
    public static Path folder(Path parent, EpisodeSpec spec) {
        return parent.resolve(EpisodeFolder.of(spec));
    }

    /**
     * Write a file beside the records of an episode, in a folder that is made where it does not exist.
     *
     * @throws RecordsException when it cannot be written
     */
    public static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new RecordsException(file, e);
        }
        AtomicFile.write(file, content);
    }

    /** Return the lines that an episode has in {@code step.jsonl}, without line breaks. */
    public static List<String> lines(Episode episode) {
        return lines(episode.spec(), episode.steps());
    }

    /** Return the lines of some steps of an episode, without line breaks. */
    public static List<String> lines(EpisodeSpec spec, List<StepRecord> steps) {
        return linesUtf8(spec, steps).stream()
                .map(line -> new String(line, StandardCharsets.UTF_8).stripTrailing())
                .toList();
    }

    /** Return the lines of some steps of an episode as they are in the file, in UTF-8 and each with its line feed. */
    public static List<byte[]> linesUtf8(EpisodeSpec spec, List<StepRecord> steps) {
        return steps.stream().map(step -> StepJson.line(spec, step)).toList();
    }

    /**
     * Return a recorder that writes into this run; several episodes may use it at once.
     *
     * <p>Its methods throw {@link RecordsException} when a file cannot be written and {@link IllegalStateException} after
     * {@link #close}.
     */
    public EpisodeRecorder recorder() {
        return new RunRecorder(this);
    }

    /** Start the files of an episode in a folder that no other episode of the run has. */
    synchronized EpisodeFile open(EpisodeSpec spec) {
        if (closed) {
            throw new IllegalStateException(EpisodeMessages.recordsClosed(runId));
        }
        String name = EpisodeFolder.of(spec);
        String free = name;
        // Some file systems do not tell upper from lower case.
        for (int i = 2; !folders.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = EpisodeFolder.again(name, i);
        }
        EpisodeFile file = new EpisodeFile(folder, name, free, spec);
        episodes.add(file);
        return file;
    }

    /** Note that an episode was not played because its trace or its configuration is wrong. */
    public synchronized void configurationError(String scenario, String trace) {
        configurationErrors.add(scenario + "/" + trace);
    }

    /** Note that a test failed, gates aside, so that whoever merges runs knows. */
    public synchronized void failedTest(String name) {
        failedTests.add(name);
    }

    /** Return the episodes that were not played because of their configuration, as {@code scenario/trace}, sorted. */
    public synchronized List<String> configurationErrors() {
        return List.copyOf(configurationErrors);
    }

    /** Return the rows of the summary so far, sorted by scenario, policy and reward. */
    public synchronized List<SummaryRow> summary() {
        return RunSummary.of(rows(episodes)).rows();
    }

    /** Return the wall time during which episodes were playing, counted once where several played at once. */
    public synchronized Duration wall() {
        return RunSummary.of(rows(episodes)).wall();
    }

    private static List<EpisodeRow> rows(List<EpisodeFile> files) {
        return files.stream().map(EpisodeFile::row).toList();
    }

    /** Merge the step files, write the summary and the wall-clock facts; closing twice is the same as once. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        episodes.forEach(EpisodeFile::close);
        List<EpisodeFile> ordered = new RunMerge(folder).merge(episodes);
        AtomicFile.write(
                folder.resolve("summary.json"), RunSummary.of(rows(ordered)).toJson(configurationErrors, failedTests));
        writeWallClock(ordered);
    }

    /** Write the facts of the machine: at the start, so that a killed run can be told, and at the end. */
    private void writeWallClock(List<EpisodeFile> ordered) {
        AtomicFile.write(
                folder.resolve("wall-clock.json"),
                WallClockJson.of(runId, started, startedNanos, WallClock.nanos() - startedNanos, ordered));
    }
}
