package dev.simarena.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.RecordsJson;
import java.nio.file.Path;

/** Write a declared gate and its verdict as one JSON line with a fixed order of keys, and read the gate. */
final class GateJson {

    private static final String KIND = "kind";

    private GateJson() {}

    static ObjectNode judgement(Judgement judgement) {
        ObjectNode json = RecordsJson.object();
        BatchJson.key(judgement.batch(), json);
        json.set("gate", gate(judgement.gate()));
        if (!judgement.inconclusiveFails()) {
            json.put("inconclusive_fails", false);
        }
        if (judgement.excused()) {
            json.put("excused", true);
        }
        Verdict verdict = judgement.verdict();
        json.put("title", judgement.gate().title());
        json.put("outcome", verdict == null ? null : verdict.outcome().name());
        if (verdict != null) {
            json.put("reason", verdict.reason());
            json.put(
                    "needed",
                    verdict.needed().isPresent()
                            ? Integer.valueOf(verdict.needed().getAsInt())
                            : null);
            Coverage coverage = verdict.coverage();
            json.put("planned", coverage.planned());
            json.put("played", coverage.played());
            json.put("scored", coverage.scored());
            json.put("aborted", coverage.aborted());
            json.put("skipped", coverage.skipped());
            json.put("missing", coverage.missing());
            BatchJson.strings(json.putArray("details"), verdict.details());
        }
        return json;
    }

    private static ObjectNode gate(Gate gate) {
        ObjectNode json = RecordsJson.object();
        if (gate instanceof SolveRateGate rate) {
            json.put(KIND, "solve_rate").put("at_least", rate.atLeast()).put("confidence", rate.confidence());
        } else if (gate instanceof MeanRewardGate reward) {
            json.put(KIND, "mean_reward").put("mean", reward.mean()).put("confidence", reward.confidence());
        } else if (gate instanceof SmallestRewardGate reward) {
            json.put(KIND, "smallest_reward").put("min", reward.min());
        } else if (gate instanceof IdempotencyGate same) {
            json.put(KIND, "idempotency").put("runs", same.runs()).put("tolerant", same.tolerant());
        } else if (gate instanceof BaselineGate baseline) {
            json.put(KIND, "baseline").put("file", baseline.file().toString().replace('\\', '/'));
        } else if (gate instanceof ComparisonGate comparison) {
            json.put(KIND, "comparison")
                    .put("baseline", comparison.baseline())
                    .put("candidate", comparison.candidate())
                    .put("score", comparison.score().name())
                    .put("demand", comparison.demand().name())
                    .put("margin", comparison.margin())
                    .put("confidence", comparison.confidence());
        }
        return json;
    }

    /** Read a gate as it was declared, without its verdict. */
    static Judgement declared(JsonNode json) {
        return new Judgement(
                BatchJson.key(json),
                gate(json.path("gate")),
                null,
                json.path("inconclusive_fails").asBoolean(true),
                json.path("excused").asBoolean());
    }

    static Gate gate(JsonNode json) {
        return switch (json.path(KIND).asText()) {
            case "solve_rate" ->
                new SolveRateGate(
                        json.path("at_least").doubleValue(),
                        json.path("confidence").doubleValue());
            case "mean_reward" ->
                new MeanRewardGate(
                        json.path("mean").doubleValue(), json.path("confidence").doubleValue());
            case "smallest_reward" -> new SmallestRewardGate(json.path("min").doubleValue());
            case "idempotency" ->
                new IdempotencyGate(
                        json.path("runs").asInt(), json.path("tolerant").asBoolean());
            case "baseline" -> new BaselineGate(Path.of(json.path("file").asText()));
            case "comparison" ->
                new ComparisonGate(
                        json.path("baseline").asText(),
                        json.path("candidate").asText(),
                        Score.valueOf(json.path("score").asText()),
                        Demand.valueOf(json.path("demand").asText()),
                        json.path("margin").doubleValue(),
                        json.path("confidence").doubleValue());
            default -> throw new IllegalArgumentException("gate [%s] is unknown".formatted(json));
        };
    }
}
