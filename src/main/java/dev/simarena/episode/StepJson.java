package dev.simarena.episode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Write a step as one JSON line with a fixed order of keys; times and durations are the cluster's. */
final class StepJson {

    private StepJson() {}

    static byte[] line(EpisodeSpec spec, StepRecord step) {
        return RecordsJson.line(json -> write(spec, step, json));
    }

    private static void write(EpisodeSpec spec, StepRecord step, JsonGenerator json) throws IOException {
        json.writeStringField("scenario", spec.scenario());
        json.writeStringField("trace", spec.traceName());
        json.writeStringField("policy", spec.policy());
        json.writeStringField("reward_name", Rewards.canonicalName(spec.reward()));
        json.writeNumberField("repetition", spec.repetition());
        json.writeNumberField("seed", step.seed());
        json.writeNumberField("step", step.step());
        json.writeStringField("time", step.time().toString());
        json.writeNumberField("duration", seconds(step.duration()));
        json.writeStringField("simulation", step.simulation());
        json.writeStringField("uid", step.uid());
        json.writeStringField("namespace", step.namespace());
        json.writeStringField("trace_in", step.traceIn());
        json.writeStringField("trace_out", step.traceOut());
        json.writeStringField("trace_sha256", step.traceSha256());
        json.writeObjectFieldStart("observation");
        observation(step.observation(), json);
        json.writeEndObject();
        json.writeObjectFieldStart("seen");
        counts(step.seen(), json);
        json.writeEndObject();
        json.writeArrayFieldStart("state");
        for (Double value : step.state()) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        Action action = step.action();
        json.writeStringField("action", action == null ? null : action.key());
        outcome(step.outcome(), json);
        Double reward = step.reward();
        if (reward == null) {
            json.writeNullField("reward");
        } else {
            json.writeNumberField("reward", RecordsJson.rounded(reward.doubleValue()));
        }
        json.writeBooleanField("at_target", step.atTarget());
        json.writeArrayFieldStart("leftovers");
        for (String leftover : step.leftovers()) {
            json.writeString(leftover);
        }
        json.writeEndArray();
    }

    /** Return seconds, exact to the nanosecond. */
    private static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(seconds.stripTrailingZeros().toPlainString());
    }

    private static void counts(Observation observation, JsonGenerator json) throws IOException {
        json.writeNumberField("ready", observation.ready());
        json.writeNumberField("pending", observation.pending());
        json.writeNumberField("total", observation.total());
    }

    private static void observation(Observation observation, JsonGenerator json) throws IOException {
        counts(observation, json);
        json.writeStringField("cpu", observation.cpu());
        json.writeStringField("memory", observation.memory());
        json.writeNumberField("replicas", observation.replicas());
        json.writeNumberField("cpu_milli", observation.cpuMilli());
        json.writeNumberField("memory_bytes", observation.memoryBytes());
        json.writeNumberField("pod_cpu_milli", observation.podCpuMilli());
        json.writeNumberField("pod_memory_bytes", observation.podMemoryBytes());
        json.writeObjectFieldStart("unschedulable");
        for (Map.Entry<String, Integer> reason : observation.unschedulable().entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("nodes");
        for (Observation.NodeUsage node : observation.nodes()) {
            node(node, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("events");
        for (String event : observation.events()) {
            json.writeString(event);
        }
        json.writeEndArray();
        Observation.Usage usage = observation.usage();
        if (usage != null) {
            json.writeObjectFieldStart("usage");
            json.writeNumberField("cpu_milli", usage.cpuMilli());
            json.writeNumberField("memory_bytes", usage.memoryBytes());
            json.writeNumberField("throttled", usage.throttled());
            json.writeNumberField("restarts", usage.restarts());
            json.writeNumberField("oom_killed", usage.oomKilled());
            json.writeEndObject();
        }
    }

    private static void node(Observation.NodeUsage node, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("node", node.node());
        json.writeNumberField("allocatable_cpu_milli", node.allocatableCpuMilli());
        json.writeNumberField("allocatable_memory_bytes", node.allocatableMemoryBytes());
        json.writeNumberField("allocatable_pods", node.allocatablePods());
        json.writeNumberField("requested_cpu_milli", node.requestedCpuMilli());
        json.writeNumberField("requested_memory_bytes", node.requestedMemoryBytes());
        json.writeNumberField("pods", node.pods());
        json.writeNumberField("own_pods", node.ownPods());
        json.writeEndObject();
    }

    private static void outcome(@Nullable ActionOutcome outcome, JsonGenerator json) throws IOException {
        if (outcome == null) {
            json.writeNullField("outcome");
            return;
        }
        json.writeObjectFieldStart("outcome");
        json.writeBooleanField("changed", outcome.changed());
        json.writeBooleanField("blocked", outcome.blocked());
        json.writeStringField("error", outcome.message());
        json.writeEndObject();
    }
}
