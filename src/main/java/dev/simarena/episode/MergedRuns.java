package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Merge the folders of runs into one that is equal to the byte to that of a run that played everything, but for the facts
 * of the machines.
 *
 * <p>An episode that several of them played (a test without traces of a folder is played by every shard) counts once.
 */
public final class MergedRuns {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than any run, so that runs never overlap. */
    private static final long APART = Duration.ofDays(365).toNanos();

    private static final String WALL = "wall-clock.json";

    private final Path target;
    /** Each episode with the folder of its run, in the order of the records. */
    private final Map<EpisodeRow, Path> runs = new LinkedHashMap<>();

    private final SortedSet<String> configurationErrors = new TreeSet<>();
    private final Map<String, JsonNode> wallClocks = new HashMap<>();

    private MergedRuns(Path target) {
        this.target = target;
    }

    /**
     * Merge runs.
     *
     * @param folders folders of the runs; where one is a shard all are, each of its shards once
     * @param target folder of the merged run, which must not exist
     * @throws ConfigurationException when a shard is missing or there twice, or a file cannot be read
     * @throws RecordsException when the target cannot be written
     */
    public static MergedRuns merge(List<Path> folders, Path target) {
        checkShards(folders);
        MergedRuns merged = new MergedRuns(target);
        for (int i = 0; i < folders.size(); i++) {
            merged.read(folders.get(i), i * APART);
        }
        merged.sort();
        merged.write(folders);
        return merged;
    }

    /** Return the folder of the merged run. */
    public Path folder() {
        return target;
    }

    /** Return the rows of the summary. */
    public List<SummaryRow> summary() {
        return RunSummary.of(List.copyOf(runs.keySet())).rows();
    }

    /** Return the wall time during which episodes were playing, added up over the runs. */
    public Duration wall() {
        return RunSummary.of(List.copyOf(runs.keySet())).wall();
    }

    /** Return the episodes that were not played because of their configuration, as {@code scenario/trace}, sorted. */
    public List<String> configurationErrors() {
        return List.copyOf(configurationErrors);
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

    private void read(Path run, long apart) {
        Path file = run.resolve("summary.json");
        try {
            JsonNode summary = JSON.readTree(file.toFile());
            summary.path("configuration_errors").forEach(error -> configurationErrors.add(error.asText()));
            Map<String, JsonNode> clocks = new HashMap<>();
            JsonNode wall = JSON.readTree(run.resolve(WALL).toFile());
            wall.path("episodes")
                    .forEach(clock -> clocks.put(clock.path("folder").asText(), clock));
            for (JsonNode episode : summary.path("per_episode")) {
                String folder = episode.path("folder").asText();
                if (wallClocks.containsKey(folder)) {
                    continue;
                }
                JsonNode clock = clocks.getOrDefault(folder, JSON.createObjectNode());
                wallClocks.put(folder, clock);
                runs.put(EpisodeRowJson.read(episode, actions(run.resolve(folder)), span(clock, apart)), run);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(EpisodeMessages.runUnreadable(file, String.valueOf(e)), e);
        }
    }

    /** Sort by what is played; the repeated episodes of one test stay in the order of their run. */
    private void sort() {
        Map<EpisodeRow, Path> sorted = new LinkedHashMap<>();
        runs.keySet().stream().sorted(EpisodeRow.ORDER).forEach(row -> sorted.put(row, runs.getOrDefault(row, target)));
        runs.clear();
        runs.putAll(sorted);
    }

    private static WallSpan span(JsonNode clock, long apart) {
        long start = apart + Math.round(clock.path("start_ms").asDouble() * 1e6);
        return new WallSpan(start, start + Math.round(clock.path("wall_ms").asDouble() * 1e6));
    }

    private static Map<Action, Integer> actions(Path folder) throws IOException {
        Map<Action, Integer> actions = new EnumMap<>(Action.class);
        Path steps = folder.resolve(EpisodeFile.STEPS);
        if (Files.exists(steps)) {
            for (String line : Files.readAllLines(steps)) {
                Action.byKey(JSON.readTree(line).path("action").asText())
                        .ifPresent(action -> actions.merge(action, 1, Integer::sum));
            }
        }
        return actions;
    }

    private void write(List<Path> folders) {
        try {
            Files.createDirectories(target.resolve("..").normalize());
            Files.createDirectory(target);
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(target.resolve(EpisodeFile.STEPS)))) {
                for (Map.Entry<EpisodeRow, Path> episode : runs.entrySet()) {
                    String folder = episode.getKey().folder();
                    copy(episode.getValue().resolve(folder), target.resolve(folder));
                    Path steps = target.resolve(folder).resolve(EpisodeFile.STEPS);
                    if (Files.exists(steps)) {
                        out.write(EpisodeFile.wholeLines(Files.readAllBytes(steps)));
                    }
                }
            }
            AtomicFile.write(
                    target.resolve("summary.json"),
                    RunSummary.of(List.copyOf(runs.keySet())).toJson(configurationErrors));
            AtomicFile.write(target.resolve(WALL), wallClock(folders));
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(EpisodeMessages.runFolderExists(target), e);
        } catch (IOException e) {
            throw new RecordsException(target, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private byte[] wallClock(List<Path> folders) throws IOException {
        List<JsonNode> clocks = new ArrayList<>();
        for (Path folder : folders) {
            clocks.add(JSON.readTree(folder.resolve(WALL).toFile()));
        }
        ObjectNode json = RecordsJson.object();
        json.put("run_id", String.valueOf(target.getFileName()));
        ArrayNode merged = json.putArray("merged");
        clocks.forEach(clock -> {
            ObjectNode run = merged.addObject();
            List.of("run_id", "started", "wall_ms", "host", "java", "os").forEach(key -> run.set(key, clock.path(key)));
        });
        ArrayNode episodes = json.putArray("episodes");
        runs.keySet().forEach(row -> episodes.add(wallClocks.get(row.folder())));
        return RecordsJson.pretty(json);
    }
}
