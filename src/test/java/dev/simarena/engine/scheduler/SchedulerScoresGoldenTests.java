package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.SharedFiles;
import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.WorkloadReader;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compare filters and scores with the log of a real scheduler, pod by pod, each pod then forced onto the node it took.
 *
 * <p>Whether nodes are feasible, and the message where none is, are compared for pods that use nothing but what is
 * simulated.
 */
class SchedulerScoresGoldenTests {

    private static final Map<String, ScorePlugin> PLUGINS = Map.of(
            "NodeResourcesFit", new NodeResourcesFit(),
            "NodeResourcesBalancedAllocation", new BalancedAllocation(),
            "NodeAffinity", new NodeAffinity(),
            "TaintToleration", new TaintToleration());

    @ParameterizedTest
    @ValueSource(strings = {"scheduler-scores-11.json", "scheduler-scores-12.json"})
    void filters_scores_and_messages_equal_the_recorded_ones(String name) throws IOException {
        JsonNode file =
                new ObjectMapper().readTree(SharedFiles.golden().resolve(name).toFile());
        NodeTable table = new NodeTable();
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (JsonNode json : file.path("nodes")) {
            Node node = NodeReader.node(Manifest.read(json), table);
            table.add(node);
            nodes.put(node.name(), node);
        }
        int[] order = nodes.values().stream().mapToInt(Node::index).toArray();
        int scores = 0;
        int filtered = 0;
        boolean antiAffinity = false;
        for (JsonNode recorded : file.path("pods")) {
            Pod pod = pod(recorded);
            Cycle cycle = Cycle.of(pod, table);
            scores += compareScores(recorded, cycle, nodes);
            antiAffinity |= recorded.at("/spec/affinity").has("podAntiAffinity");
            if (!antiAffinity && pod.template().notSimulated().isEmpty()) {
                compareFilters(recorded, cycle, order);
                filtered++;
            }
            if (recorded.path("node").isTextual()) {
                Node node =
                        Objects.requireNonNull(nodes.get(recorded.path("node").asText()));
                pod.bind(node, 0);
                table.assign(pod, node);
            }
        }
        assertThat(scores).isGreaterThan(2000);
        assertThat(filtered).isPositive();
    }

    private static int compareScores(JsonNode recorded, Cycle cycle, Map<String, Node> nodes) {
        int compared = 0;
        for (Map.Entry<String, ScorePlugin> plugin : PLUGINS.entrySet()) {
            JsonNode expected = recorded.path("weightedScores").path(plugin.getKey());
            List<Integer> indices = new ArrayList<>();
            expected.fieldNames()
                    .forEachRemaining(name ->
                            indices.add(Objects.requireNonNull(nodes.get(name)).index()));
            int[] feasible = indices.stream().mapToInt(Integer::intValue).toArray();
            long[] scores = new long[feasible.length];
            if (feasible.length == 0 || !plugin.getValue().score(cycle, feasible, feasible.length, scores)) {
                continue;
            }
            int i = 0;
            for (Map.Entry<String, JsonNode> node : expected.properties()) {
                assertThat(scores[i++] * plugin.getValue().weight())
                        .as("%s of %s on %s", plugin.getKey(), recorded.path("name"), node.getKey())
                        .isEqualTo(node.getValue().asLong());
                compared++;
            }
        }
        return compared;
    }

    private static void compareFilters(JsonNode recorded, Cycle cycle, int[] order) {
        NodeRules rules = new NodeRules(List.of(new NodeUnschedulable(), new TaintToleration(), new NodeAffinity()));
        NodeResourcesFit fit = new NodeResourcesFit();
        NodeSearch search = new NodeSearch(
                rules, List.of(new NodePorts(), fit), new NodeVerdicts(rules, List.of(fit), List.of(fit)));
        int found = search.search(cycle, order, order.length);
        if (found == 0) {
            assertThat(search.explain(cycle, order)
                            .message(cycle.pod().template().neverPreempts()))
                    .isEqualTo(recorded.path("message").asText());
        } else if (found == 1) {
            assertThat(name(cycle, search.feasible()[0]))
                    .isEqualTo(recorded.path("node").asText());
        } else {
            List<String> feasible = new ArrayList<>();
            for (int i = 0; i < found; i++) {
                feasible.add(name(cycle, search.feasible()[i]));
            }
            List<String> expected = new ArrayList<>();
            recorded.path("total").fieldNames().forEachRemaining(expected::add);
            assertThat(feasible).as(recorded.path("name").asText()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String name(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        return node == null ? "" : node.name();
    }

    private static Pod pod(JsonNode recorded) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("apiVersion", "v1").put("kind", "Pod");
        json.putObject("metadata").put("name", recorded.path("name").asText()).put("namespace", "sc");
        ObjectNode spec = recorded.path("spec").deepCopy();
        for (String admitted : new String[] {"overhead", "nodeSelector", "tolerations"}) {
            if (recorded.has("stored_" + admitted)) {
                spec.set(admitted, recorded.path("stored_" + admitted));
            }
        }
        json.set("spec", spec);
        Manifest manifest = Manifest.read(json);
        PodTemplate template = WorkloadReader.pod(manifest);
        return new Pod("sc", manifest.name(), Map.of(), Map.of(), template, 0);
    }
}
