package dev.simarena.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.RecordsJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write a planned episode as one JSON line with a fixed order of keys, and read it. */
final class BatchJson {

    private BatchJson() {}

    static void key(BatchKey key, ObjectNode json) {
        json.put("scenario", key.scenario());
        json.put("test", key.test());
        json.put("policy", key.policy());
        json.put("reward_name", key.reward());
    }

    static BatchKey key(JsonNode json) {
        return new BatchKey(
                json.path("scenario").asText(),
                json.path("test").asText(),
                json.path("policy").asText(),
                json.path("reward_name").asText());
    }

    static ObjectNode entry(BatchKey key, BatchEntry entry) {
        ObjectNode json = RecordsJson.object();
        key(key, json);
        json.put("trace", entry.trace());
        json.put("repetition", entry.repetition());
        json.put("fate", entry.fate().name());
        json.put("steps", entry.steps());
        json.put("step_limit", entry.stepLimit());
        json.put("total_reward", RecordsJson.rounded(entry.totalReward()));
        json.put("cause", entry.cause());
        strings(json.putArray("runs"), entry.runs());
        Divergence divergence = entry.divergence();
        if (divergence == null) {
            json.putNull("divergence");
        } else {
            ObjectNode node = json.putObject("divergence");
            node.put("run", divergence.run());
            node.put("step", divergence.step());
            node.put("tolerable", divergence.tolerable());
            ArrayNode fields = node.putArray("fields");
            divergence
                    .fields()
                    .forEach(field -> fields.addObject()
                            .put("name", field.name())
                            .put("first", field.first())
                            .put("other", field.other()));
        }
        strings(json.putArray("leftovers"), entry.leftovers());
        return json;
    }

    static BatchEntry entry(JsonNode json) {
        return new BatchEntry(
                json.path("trace").asText(),
                json.path("repetition").asInt(),
                Fate.valueOf(json.path("fate").asText()),
                json.path("steps").asInt(),
                json.path("step_limit").asInt(),
                json.path("total_reward").isNumber()
                        ? Double.valueOf(json.path("total_reward").doubleValue())
                        : null,
                json.path("cause").textValue(),
                strings(json.path("runs")),
                divergence(json.path("divergence")),
                strings(json.path("leftovers")));
    }

    private static @Nullable Divergence divergence(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        List<Divergence.Field> fields = new ArrayList<>();
        json.path("fields")
                .forEach(field -> fields.add(new Divergence.Field(
                        field.path("name").asText(),
                        field.path("first").asText(),
                        field.path("other").asText())));
        return new Divergence(
                json.path("run").asInt(),
                json.path("step").asInt(),
                json.path("tolerable").asBoolean(),
                fields);
    }

    static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
