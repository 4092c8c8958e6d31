package dev.simarena.report.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.EpisodeOutcome;
import dev.simarena.episode.RecordsJson;
import java.util.Arrays;
import java.util.Optional;

/** Write an entry as one JSON line with a fixed order of keys, and read what this and other versions wrote. */
final class HistoryJson {

    /** Version of the lines; one that drops or redefines a key gets a higher number, one that adds a key does not. */
    static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private HistoryJson() {}

    static byte[] line(HistoryEntry entry) {
        ObjectNode json = RecordsJson.object();
        HistoryKey key = entry.key();
        json.put("v", VERSION);
        json.put("time", entry.run().time());
        json.put("run", entry.run().id());
        json.put("commit", entry.run().commit());
        json.put("branch", entry.run().branch());
        json.put("scenario", key.scenario());
        json.put("test", key.test());
        json.put("trace", key.trace());
        json.put("policy", key.policy());
        json.put("reward_name", key.reward());
        json.put("repetition", key.repetition());
        json.put("seed", entry.seed());
        json.put("status", entry.status().name());
        json.put("outcome", entry.outcome().name());
        json.put("steps", entry.steps());
        json.put("total_reward", RecordsJson.rounded(entry.totalReward()));
        json.put("cause", entry.cause());
        return RecordsJson.line(json);
    }

    /** Read a line; empty where it is torn, or too new to be understood. */
    static Optional<HistoryEntry> entry(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json == null
                    || !json.isObject()
                    || json.path("v").asInt(VERSION) > VERSION
                    || !json.path("run").isTextual()
                    || !json.path("trace").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new HistoryEntry(
                    new HistoryRun(
                            json.path("run").asText(),
                            json.path("time").asText(),
                            json.path("commit").textValue(),
                            json.path("branch").textValue()),
                    new HistoryKey(
                            json.path("scenario").asText(),
                            json.path("test").asText(),
                            json.path("trace").asText(),
                            json.path("policy").asText(),
                            json.path("reward_name").asText(),
                            json.path("repetition").asInt()),
                    json.path("seed").asLong(),
                    one(HistoryEntry.Status.values(), json.path("status").asText()),
                    one(EpisodeOutcome.values(), json.path("outcome").asText()),
                    json.path("steps").asInt(),
                    json.path("total_reward").isNumber()
                            ? Double.valueOf(json.path("total_reward").doubleValue())
                            : null,
                    json.path("cause").textValue()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> E one(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
