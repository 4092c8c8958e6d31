package dev.simarena.engine.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.Autoscaler.Past;
import dev.simarena.engine.model.Phase;
import dev.simarena.engine.model.ScalingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Let truth tables ask the parts of the autoscaler. */
public final class AutoscaleBench {

    private static final long NOW = TimeUnit.DAYS.toMicros(1);

    private AutoscaleBench() {}

    /** Return what the calculator proposes, as {@code replicas utilization average}, or why it does not. */
    public static String propose(JsonNode single) {
        ReplicaCalculator calculator = new ReplicaCalculator(
                single.path("current").asInt(),
                new Tolerances(0.1, 0.1),
                single.has("utilization"),
                NOW,
                TimeUnit.MINUTES.toMicros(2),
                TimeUnit.SECONDS.toMicros(10));
        List<MeasuredPod> pods = new ArrayList<>();
        for (JsonNode pod : single.path("pods")) {
            pods.add(pod("p" + pods.size(), pod.asText(), single.has("utilization")));
        }
        try {
            ReplicaCalculator.Proposal proposal = single.has("utilization")
                    ? calculator.forUtilization(single.path("utilization").asInt(), pods)
                    : calculator.forAverage(single.path("average").asLong(), pods);
            return proposal.replicas() + " " + proposal.utilization() + " " + proposal.average();
        } catch (MetricException fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    /** Read a pod: {@code usage of request} and {@code unready}, {@code hot}, {@code pending}, {@code failed}, {@code deleted}. */
    private static MeasuredPod pod(String name, String text, boolean requests) {
        List<String> words = List.of(text.split(" "));
        long started = NOW - (words.contains("hot") ? 0 : TimeUnit.MINUTES.toMicros(3));
        boolean none = words.get(2).equals("nothing");
        MeasuredPod.Metric metric = words.get(0).equals("?")
                ? null
                : new MeasuredPod.Metric(Long.parseLong(words.get(0)), NOW, TimeUnit.MINUTES.toMicros(1));
        Phase phase =
                words.contains("failed") ? Phase.FAILED : words.contains("pending") ? Phase.PENDING : Phase.RUNNING;
        return new MeasuredPod(
                name,
                phase,
                words.contains("deleted"),
                !words.contains("unready"),
                started,
                started,
                none || !requests ? 0 : Long.parseLong(words.get(2)),
                none ? "missing request for cpu in container c of Pod " + name : null,
                metric);
    }

    /** Return the bounded number and the reason. */
    public static String limit(JsonNode single) {
        ScalingLimits.Limited limited = ScalingLimits.usual(
                single.path("current").asInt(),
                single.path("desired").asInt(),
                single.path("least").asInt(),
                single.path("most").asInt());
        return limited.replicas() + " " + limited.reason();
    }

    /** Return how far the rules let one look go. */
    public static int rules(JsonNode single) {
        List<ScalingRules.Policy> policies = new ArrayList<>();
        for (JsonNode policy : single.path("policies")) {
            String[] words = policy.asText().split(" ");
            boolean percent = words[0].endsWith("%");
            int value = Integer.parseInt(words[0].replace("%", ""));
            policies.add(new ScalingRules.Policy(percent, value, Integer.parseInt(words[words.length - 1])));
        }
        ScalingRules rules = new ScalingRules(null, single.path("select").asText(), policies, null);
        int current = single.path("current").asInt();
        List<Past> added = past(single.path("added"));
        List<Past> taken = past(single.path("taken"));
        return single.path("direction").asText().equals("up")
                ? ScalingLimits.upLimit(current, rules, added, taken, NOW)
                : ScalingLimits.downLimit(current, rules, added, taken, NOW);
    }

    /** Return what is left of a recommendation after a look at earlier ones. */
    public static int stabilize(JsonNode single) {
        List<Past> earlier = past(single.path("earlier"));
        int desired = single.path("desired").asInt();
        if (!single.has("current")) {
            return Stabilization.usual(earlier, desired, NOW).replicas();
        }
        return Stabilization.byRules(
                        earlier,
                        single.path("current").asInt(),
                        desired,
                        window(single.path("up").asInt()),
                        window(single.path("down").asInt()),
                        NOW)
                .replicas();
    }

    private static ScalingRules window(int seconds) {
        return new ScalingRules(seconds, "Max", List.of(), null);
    }

    private static List<Past> past(JsonNode rows) {
        List<Past> past = new ArrayList<>();
        for (JsonNode row : rows) {
            past.add(new Past(
                    NOW - TimeUnit.SECONDS.toMicros(row.path(0).asLong()),
                    row.path(1).asInt()));
        }
        return past;
    }
}
