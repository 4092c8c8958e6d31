package dev.simarena.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Write a step as one JSON line with a fixed order of keys; times and durations are the cluster's. */
final class StepJson {

    private StepJson() {}

    static byte[] line(EpisodeSpec spec, StepRecord step) {
        ObjectNode json = RecordsJson.object();
        json.put("scenario", spec.scenario());
        json.put("trace", spec.traceName());
        json.put("policy", spec.policy());
        json.put("reward_name", Rewards.canonicalName(spec.reward()));
        json.put("repetition", spec.repetition());
        json.put("seed", step.seed());
        json.put("step", step.step());
        json.put("time", step.time().toString());
        json.put("duration", seconds(step.duration()));
        json.put("simulation", step.simulation());
        json.put("uid", step.uid());
        json.put("namespace", step.namespace());
        json.put("trace_in", step.traceIn());
        json.put("trace_out", step.traceOut());
        json.put("trace_sha256", step.traceSha256());
        json.set("observation", observation(step.observation()));
        json.set("seen", counts(step.seen()));
        ArrayNode state = json.putArray("state");
        step.state().forEach(state::add);
        Action action = step.action();
        json.put("action", action == null ? null : action.key());
        json.set("outcome", outcome(step.outcome()));
        json.put("reward", step.reward());
        json.put("at_target", step.atTarget());
        ArrayNode leftovers = json.putArray("leftovers");
        step.leftovers().forEach(leftovers::add);
        return RecordsJson.line(json);
    }

    /** Return seconds, exact to the nanosecond. */
    private static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(seconds.stripTrailingZeros().toPlainString());
    }

    private static ObjectNode counts(Observation observation) {
        ObjectNode json = RecordsJson.object();
        json.put("ready", observation.ready());
        json.put("pending", observation.pending());
        json.put("total", observation.total());
        return json;
    }

    private static ObjectNode observation(Observation observation) {
        ObjectNode json = counts(observation);
        json.put("cpu", observation.cpu());
        json.put("memory", observation.memory());
        json.put("replicas", observation.replicas());
        json.put("cpu_milli", observation.cpuMilli());
        json.put("memory_bytes", observation.memoryBytes());
        json.put("pod_cpu_milli", observation.podCpuMilli());
        json.put("pod_memory_bytes", observation.podMemoryBytes());
        ObjectNode unschedulable = json.putObject("unschedulable");
        observation.unschedulable().forEach(unschedulable::put);
        ArrayNode nodes = json.putArray("nodes");
        observation.nodes().forEach(node -> nodes.add(node(node)));
        ArrayNode events = json.putArray("events");
        observation.events().forEach(events::add);
        Observation.Usage usage = observation.usage();
        if (usage != null) {
            json.putObject("usage")
                    .put("cpu_milli", usage.cpuMilli())
                    .put("memory_bytes", usage.memoryBytes())
                    .put("throttled", usage.throttled())
                    .put("restarts", usage.restarts())
                    .put("oom_killed", usage.oomKilled());
        }
        return json;
    }

    private static ObjectNode node(Observation.NodeUsage node) {
        ObjectNode json = RecordsJson.object();
        json.put("node", node.node());
        json.put("allocatable_cpu_milli", node.allocatableCpuMilli());
        json.put("allocatable_memory_bytes", node.allocatableMemoryBytes());
        json.put("allocatable_pods", node.allocatablePods());
        json.put("requested_cpu_milli", node.requestedCpuMilli());
        json.put("requested_memory_bytes", node.requestedMemoryBytes());
        json.put("pods", node.pods());
        json.put("own_pods", node.ownPods());
        return json;
    }

    private static JsonNode outcome(@Nullable ActionOutcome outcome) {
        if (outcome == null) {
            return NullNode.instance;
        }
        ObjectNode json = RecordsJson.object();
        json.put("changed", outcome.changed());
        json.put("blocked", outcome.blocked());
        json.put("error", outcome.message());
        return json;
    }
}
