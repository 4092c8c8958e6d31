package dev.simarena.episode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Merge the folders of runs into one that is equal to the byte to that of a run that played everything, but for the facts
 * of the machines.
 *
 * <p>No episode is lost: an episode that several runs played (a test without traces of a folder is played by every shard)
 * counts once where they agree to the byte, and is an error where they do not.
 */
public final class MergedRuns {

    /** Longer than any run, so that runs never overlap. */
    private static final long APART = Duration.ofDays(365).toNanos();

    private final List<RunFolder> runs;
    /** Each episode with where it comes from, in the order of the records. */
    private final Map<EpisodeRow, ReadEpisode> episodes;

    private MergedRuns(List<RunFolder> runs) {
        this.runs = List.copyOf(runs);
        this.episodes = MergedEpisodes.of(runs);
    }

    /**
     * Read runs; nothing is written.
     *
     * @param folders folders of the runs; where one is a shard all are, each of its shards once
     * @throws ConfigurationException when a shard is missing or there twice, an episode differs between two runs, or a file
     *     cannot be read
     */
    public static MergedRuns read(List<Path> folders) {
        checkShards(folders);
        List<RunFolder> runs = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            runs.add(RunFolder.read(folders.get(i), i * APART));
        }
        return new MergedRuns(runs);
    }

    /** Return the rows of the summary. */
    public List<SummaryRow> summary() {
        return sum().rows();
    }

    /** Return the wall time during which episodes were playing, added up over the runs. */
    public Duration wall() {
        return sum().wall();
    }

    private RunSummary sum() {
        return RunSummary.of(List.copyOf(episodes.keySet()));
    }

    /** Return the episodes that were not played because of their configuration, as {@code scenario/trace}, sorted. */
    public List<String> configurationErrors() {
        return sorted(runs.stream().map(RunFolder::configurationErrors));
    }

    /** Return the tests that failed, gates aside, sorted. */
    public List<String> failedTests() {
        return sorted(runs.stream().map(RunFolder::failedTests));
    }

    private static List<String> sorted(Stream<List<String>> all) {
        return all.flatMap(List::stream).distinct().sorted().toList();
    }

    private static void checkShards(List<Path> folders) {
        Map<Integer, Path> seen = new TreeMap<>();
        int count = 0;
        for (Path folder : folders) {
            int of = Shard.read(folder).map(Shard::count).orElse(0);
            if (count > 0 && of > 0 && of != count) {
                throw new ConfigurationException(EpisodeMessages.otherShards(folder, of, count));
            }
            count = Math.max(count, of);
        }
        for (Path folder : folders) {
            List<String> settings = Shard.settings(folder);
            List<String> others = Shard.settings(folders.get(0));
            if (!settings.equals(others)) {
                throw new ConfigurationException(
                        EpisodeMessages.otherSettings(folder, settings, folders.get(0), others));
            }
            Optional<Shard> shard = Shard.read(folder);
            int index = shard.map(Shard::index).orElse(0);
            Path other = shard.isEmpty() ? null : seen.get(index);
            if (other != null) {
                throw new ConfigurationException(EpisodeMessages.shardTwice(shard.get(), other, folder));
            }
            seen.put(index, folder);
        }
        List<String> missing = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            if (!seen.containsKey(index)) {
                missing.add(index + "/" + count);
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(EpisodeMessages.shardsMissing(missing));
        }
        if (count > 0 && seen.containsKey(0)) {
            throw new ConfigurationException(EpisodeMessages.noShard(String.valueOf(seen.get(0))));
        }
    }

    /**
     * Write the merged run.
     *
     * @param target its folder, which must not exist
     * @throws ConfigurationException when it exists
     * @throws RecordsException when it cannot be written
     */
    public void write(Path target) {
        try {
            Files.createDirectories(target.resolve("..").normalize());
            Files.createDirectory(target);
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(target.resolve(EpisodeFile.STEPS)))) {
                for (Map.Entry<EpisodeRow, ReadEpisode> episode : episodes.entrySet()) {
                    out.write(copied(episode.getValue(), episode.getKey().folder(), target));
                }
            }
            for (RunFolder run : runs) {
                copyTree(run.folder().resolve(RunRecords.KEPT), target.resolve(RunRecords.KEPT));
            }
            AtomicFile.write(target.resolve(RunFolder.SUMMARY), sum().toJson(configurationErrors(), failedTests()));
            AtomicFile.write(target.resolve(RunFolder.WALL), wallClock(String.valueOf(target.getFileName())));
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(EpisodeMessages.runFolderExists(target), e);
        } catch (IOException e) {
            throw new RecordsException(target, e);
        }
    }

    /** Copy the files of an episode, and return the lines of its steps. */
    private static byte[] copied(ReadEpisode episode, String folder, Path target) throws IOException {
        Path from = episode.run().resolve(episode.row().folder());
        Path to = target.resolve(folder);
        copyTree(from, to);
        byte[] lines = episode.lines(folder);
        if (!folder.equals(episode.row().folder()) && Files.exists(to.resolve(EpisodeFile.STEPS))) {
            Files.write(to.resolve(EpisodeFile.STEPS), lines);
        }
        return lines;
    }

    /** Copy a folder, where there is one; of two files with one name, which several shards kept, the first stays. */
    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        Collection<Path> entries;
        try (Stream<Path> all = Files.list(from)) {
            entries = all.sorted().toList();
        }
        for (Path entry : entries) {
            Path copy = to.resolve(entry.getFileName());
            if (Files.isDirectory(entry)) {
                copyTree(entry, copy);
            } else if (!Files.exists(copy)) {
                Files.copy(entry, copy);
            }
        }
    }

    private byte[] wallClock(String runId) {
        ObjectNode json = RecordsJson.object();
        json.put("run_id", runId);
        ArrayNode merged = json.putArray("merged");
        runs.forEach(run -> {
            ObjectNode one = merged.addObject();
            List.of("run_id", "started", "wall_ms", "host", "java", "os")
                    .forEach(key -> one.set(key, run.wall().path(key)));
        });
        ArrayNode clocks = json.putArray("episodes");
        episodes.forEach((row, episode) -> clocks.add(episode.clock().deepCopy().put("folder", row.folder())));
        return RecordsJson.pretty(json);
    }
}
