package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Write an episode of the summary as JSON with a fixed order of keys, and read it. */
final class EpisodeRowJson {

    private EpisodeRowJson() {}

    static void write(EpisodeRow row, ObjectNode json) {
        json.put("scenario", row.scenario());
        json.put("trace", row.trace());
        json.put("policy", row.policy());
        json.put("reward_name", row.reward());
        json.put("repetition", row.repetition());
        json.put("seed", row.seed());
        json.put("folder", row.folder());
        EpisodeResult result = row.result();
        json.put("outcome", result == null ? null : result.outcome().name());
        json.put("steps", result == null ? null : Integer.valueOf(result.steps()));
        json.put(
                "fewest_steps",
                row.fewestSteps().isPresent()
                        ? Integer.valueOf(row.fewestSteps().getAsInt())
                        : null);
        json.put(
                "total_reward",
                result == null || !result.scored() ? null : Double.valueOf(RecordsJson.rounded(result.totalReward())));
        json.put("truncated_by", result == null ? null : result.truncatedBy());
        json.put("cause", result == null ? null : result.causeType());
    }

    /**
     * Read an episode.
     *
     * @param actions number of times each action was taken, which the summary does not tell
     * @param span when it was playing
     */
    static EpisodeRow read(JsonNode json, Map<Action, Integer> actions, WallSpan span) {
        return new EpisodeRow(
                json.path("scenario").asText(),
                json.path("trace").asText(),
                json.path("policy").asText(),
                json.path("reward_name").asText(),
                json.path("repetition").asInt(),
                json.path("seed").asLong(),
                json.path("folder").asText(),
                json.path("fewest_steps").isInt()
                        ? OptionalInt.of(json.path("fewest_steps").intValue())
                        : OptionalInt.empty(),
                result(json, actions),
                span);
    }

    private static @Nullable EpisodeResult result(JsonNode json, Map<Action, Integer> actions) {
        return json.path("outcome").isTextual()
                ? new EpisodeResult(
                        EpisodeOutcome.valueOf(json.path("outcome").textValue()),
                        json.path("steps").asInt(),
                        json.path("total_reward").doubleValue(),
                        json.path("truncated_by").textValue(),
                        json.path("cause").textValue(),
                        null,
                        actions)
                : null;
    }
}
