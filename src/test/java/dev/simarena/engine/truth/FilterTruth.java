package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.Pod;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Let the whole engine place one pod on one node, and compare what becomes of it with the verdict. */
final class FilterTruth {

    private FilterTruth() {}

    static List<DynamicTest> tests(String subject) {
        TruthTable table = TruthTable.of(subject);
        return table.tests(single -> {
            Pod pod = place(table, single);
            String verdict = single.path("verdict").asText();
            if (verdict.equals("fits")) {
                assertThat(pod.unschedulable()).isNull();
                assertThat(pod.node()).isNotNull();
            } else {
                assertThat(pod.node()).isNull();
                assertThat(pod.unschedulable()).isEqualTo(message(verdict));
            }
        });
    }

    /** Run a case and return its pod. */
    static Pod place(TruthTable table, JsonNode single) {
        World world = new World(WorldOptions.of(1, Manifests.START));
        String written = single.path("node").asText();
        ObjectNode node =
                Notation.node("node", table.field("nodes").path(written).asText(written));
        world.submit(node);
        int number = 0;
        for (JsonNode running : single.path("running")) {
            ObjectNode other = Notation.pod("running-" + number++, running);
            other.withObject("/spec").put("nodeName", node.at("/metadata/name").asText());
            world.submit(other);
        }
        ObjectNode pod = Notation.pod("new", single.path("pod"));
        ObjectNode overhead = (ObjectNode) pod.withObject("/spec").remove("overhead");
        if (overhead != null) {
            ObjectNode runtime = Manifests.json("""
                    {"apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": {"name": "heavy"},
                     "handler": "heavy"}
                    """);
            runtime.putObject("overhead").set("podFixed", overhead);
            world.submit(runtime);
            pod.withObject("/spec").put("runtimeClassName", "heavy");
        }
        world.submit(pod);
        return world.pods().get(number);
    }

    /** Spell the message of a pod that one node refuses; the second half is what the post-filter plugins say. */
    private static String message(String verdict) {
        String[] parts = verdict.split(": ", 2);
        String outlook = switch (parts[0]) {
            case "full" -> "No preemption victims found for incoming pod";
            case "never" -> "Preemption is not helpful for scheduling";
            default -> throw new IllegalArgumentException(verdict);
        };
        StringBuilder reasons = new StringBuilder();
        for (String reason : parts[1].split(", ", -1)) {
            reasons.append(reasons.isEmpty() ? "1 " : ", 1 ").append(reason);
        }
        return "0/1 nodes are available: %s. no new claims to deallocate, preemption: 0/1 nodes are available: 1 %s."
                .formatted(reasons, outlook);
    }
}
