package dev.simarena.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.episode.Episode;
import dev.simarena.episode.EpisodeSpec;
import dev.simarena.episode.Observation;
import dev.simarena.episode.StepRecord;

/** Write an episode as JSON for the report. */
final class EpisodeJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private EpisodeJson() {}

    static String of(Episode episode) {
        EpisodeSpec spec = episode.spec();
        ObjectNode root = JSON.createObjectNode();
        root.put("scenario", spec.scenario())
                .put("trace", spec.traceName())
                .put("deployment", spec.deployment().toString())
                .put("policy", spec.policy())
                .put("reward", spec.reward())
                .put("target", spec.target())
                .put("max_steps", spec.maxSteps())
                .put("seed", spec.seed())
                .put("repetition", spec.repetition())
                .put("outcome", episode.outcome().name())
                .put("truncated_by", episode.truncatedBy())
                .put("cause", episode.cause() == null ? null : EpisodeWords.cause(episode))
                .put("total_reward", episode.totalReward());
        ArrayNode notes = root.putArray("notes");
        episode.notes().forEach(notes::add);
        ArrayNode steps = root.putArray("steps");
        episode.steps().forEach(step -> steps.add(step(step)));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Episode [%s] cannot be written as JSON.".formatted(spec.traceName()), e);
        }
    }

    private static ObjectNode step(StepRecord step) {
        ObjectNode node = JSON.createObjectNode();
        node.put("step", step.step())
                .put("time", step.time().toString())
                .put("duration", step.duration().toString())
                .put("simulation", step.simulation())
                .put("uid", step.uid())
                .put("namespace", step.namespace())
                .put("trace_in", step.traceIn())
                .put("trace_out", step.traceOut())
                .put("trace_sha256", step.traceSha256());
        node.set("observation", observation(step.observation()));
        ArrayNode state = node.putArray("state");
        step.state().forEach(state::add);
        node.put("action", step.action() == null ? null : step.action().key());
        if (step.outcome() != null) {
            node.putObject("outcome")
                    .put("changed", step.outcome().changed())
                    .put("blocked", step.outcome().blocked())
                    .put("message", step.outcome().message());
        }
        return node.put("reward", step.reward()).put("at_target", step.atTarget());
    }

    private static ObjectNode observation(Observation observation) {
        ObjectNode node = JSON.createObjectNode();
        node.put("ready", observation.ready())
                .put("pending", observation.pending())
                .put("total", observation.total())
                .put("cpu", observation.cpu())
                .put("memory", observation.memory())
                .put("replicas", observation.replicas());
        ObjectNode reasons = node.putObject("unschedulable");
        observation.unschedulable().forEach(reasons::put);
        ArrayNode events = node.putArray("events");
        observation.events().forEach(events::add);
        return node;
    }
}
