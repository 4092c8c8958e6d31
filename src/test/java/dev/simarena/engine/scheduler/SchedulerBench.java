package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ask single parts of the scheduler, for tests outside this package. */
public final class SchedulerBench {

    private final NodeTable table = new NodeTable();
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** Add a node. */
    public void node(ObjectNode manifest) {
        Node node = NodeReader.node(Manifest.read(manifest), table);
        table.add(node);
        nodes.put(node.name(), node);
    }

    /** Run a pod on a node. */
    public void run(String nodeName, ObjectNode manifest) {
        Node node = Objects.requireNonNull(nodes.get(nodeName), nodeName);
        Pod pod = pod(manifest);
        pod.bind(node, 0);
        table.assign(pod, node);
    }

    /** Return the normalized scores of a plugin by node, {@code null} where it has nothing to say. */
    public @Nullable Map<String, Long> scores(String pluginName, ObjectNode manifest) {
        ScorePlugin plugin = plugin(pluginName);
        int[] feasible = nodes.values().stream().mapToInt(Node::index).toArray();
        long[] scores = new long[feasible.length];
        if (!plugin.score(Cycle.of(pod(manifest), table), feasible, feasible.length, scores)) {
            return null;
        }
        Map<String, Long> byName = new LinkedHashMap<>();
        int i = 0;
        for (String name : nodes.keySet()) {
            byName.put(name, scores[i++]);
        }
        return byName;
    }

    /** Return how many feasible nodes end a search. */
    public static int wanted(int nodes) {
        return NodeSearch.wanted(nodes);
    }

    private static ScorePlugin plugin(String name) {
        return switch (name) {
            case "NodeResourcesFit" -> new NodeResourcesFit();
            case "NodeResourcesBalancedAllocation" -> new BalancedAllocation(KubernetesVersion.V1_36);
            case "NodeAffinity" -> new NodeAffinity();
            case "TaintToleration" -> new TaintToleration(KubernetesVersion.V1_36);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Pod pod(ObjectNode json) {
        Manifest manifest = Manifest.read(json);
        PodTemplate template = WorkloadReader.pod(manifest);
        return new Pod("default", manifest.name(), Map.of(), Map.of(), template, 0);
    }
}
