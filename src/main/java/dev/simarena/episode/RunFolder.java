package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hold what the folder of a run that ended says about it.
 *
 * @param folder the folder
 * @param episodes its episodes in the order of the records
 * @param configurationErrors the episodes that were not played because of their configuration
 * @param failedTests the tests that failed, gates aside
 * @param wall the wall-clock facts
 */
record RunFolder(
        Path folder,
        List<ReadEpisode> episodes,
        List<String> configurationErrors,
        List<String> failedTests,
        JsonNode wall) {

    static final String SUMMARY = "summary.json";
    static final String WALL = "wall-clock.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Read a run.
     *
     * @param apart nanoseconds that its wall time is moved by
     * @throws ConfigurationException when a file cannot be read
     */
    static RunFolder read(Path folder, long apart) {
        JsonNode summary = json(folder.resolve(SUMMARY));
        JsonNode wall = json(folder.resolve(WALL));
        Map<String, ObjectNode> clocks = new HashMap<>();
        for (JsonNode clock : wall.path("episodes")) {
            if (clock instanceof ObjectNode object) {
                clocks.put(object.path("folder").asText(), object);
            }
        }
        List<ReadEpisode> episodes = new ArrayList<>();
        for (JsonNode episode : summary.path("per_episode")) {
            String name = episode.path("folder").asText();
            ObjectNode clock = clocks.getOrDefault(name, JSON.createObjectNode());
            episodes.add(new ReadEpisode(folder, row(folder, episode, clock, apart), episode, clock));
        }
        return new RunFolder(
                folder,
                List.copyOf(episodes),
                strings(summary.path("configuration_errors")),
                strings(summary.path("failed_tests")),
                wall);
    }

    private static EpisodeRow row(Path folder, JsonNode episode, JsonNode clock, long apart) {
        try {
            return EpisodeRowJson.read(
                    episode, actions(folder.resolve(episode.path("folder").asText())), span(clock, apart));
        } catch (IllegalArgumentException e) {
            Path file = folder.resolve(SUMMARY);
            throw new ConfigurationException(EpisodeMessages.runUnreadable(file, FileFault.of(e)), e);
        }
    }

    private static WallSpan span(JsonNode clock, long apart) {
        long start = apart + Math.round(clock.path("start_ms").asDouble() * 1e6);
        return new WallSpan(start, start + Math.round(clock.path("wall_ms").asDouble() * 1e6));
    }

    private static Map<Action, Integer> actions(Path folder) {
        Map<Action, Integer> actions = new EnumMap<>(Action.class);
        Path steps = folder.resolve(EpisodeFile.STEPS);
        try {
            if (Files.exists(steps)) {
                for (String line : Files.readAllLines(steps)) {
                    Action.byKey(JSON.readTree(line).path("action").asText())
                            .ifPresent(action -> actions.merge(action, 1, Integer::sum));
                }
            }
        } catch (IOException e) {
            throw new ConfigurationException(EpisodeMessages.runUnreadable(steps, FileFault.of(e)), e);
        }
        return actions;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new ConfigurationException(EpisodeMessages.runUnreadable(file, FileFault.of(e)), e);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(text -> strings.add(text.asText()));
        return List.copyOf(strings);
    }
}
