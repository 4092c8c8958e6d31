package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.Node;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * In which order the scheduler visits nodes, zone by zone.
 *
 * <p>Every node has room for one pod and all score alike, so that pods take the nodes in the order of the visits.
 */
class NodeOrderTruthTests {

    private static final Map<String, String> LABELS = Map.of(
            "region", "topology.kubernetes.io/region",
            "zone", "topology.kubernetes.io/zone",
            "beta-region", "failure-domain.beta.kubernetes.io/region",
            "beta-zone", "failure-domain.beta.kubernetes.io/zone");

    @TestFactory
    List<DynamicTest> cases() {
        TruthTable table = TruthTable.of("node-order");
        return table.tests(single -> {
            World world = new World(WorldOptions.of(1, Manifests.START));
            for (String step : Notation.words(single.path("steps").asText())) {
                take(world, step, table.field("nodes"));
            }
            int count = world.nodes().size();
            for (int i = 0; i < count; i++) {
                world.submit(Notation.pod("p" + i, JsonNodeFactory.instance.objectNode()));
            }
            assertThat(world.pods().stream()
                            .map(pod -> Objects.requireNonNull(pod.node()))
                            .map(Node::name))
                    .containsExactlyElementsOf(
                            Notation.words(single.path("order").asText()));
        });
    }

    private static void take(World world, String step, JsonNode nodes) {
        String name = step.substring(1);
        if (step.startsWith("+")) {
            world.submit(Notation.node(name, labels(nodes.path(name).asText())));
        } else if (step.startsWith("-")) {
            world.delete(Gvk.NODE, null, name, Propagation.BACKGROUND);
        } else {
            String[] relabeled = step.split(":", 2);
            world.submit(Notation.node(relabeled[0], labels(relabeled[1].replace(',', ' '))));
        }
    }

    private static String labels(String text) {
        StringBuilder node = new StringBuilder("pods=1");
        for (String word : Notation.words(text)) {
            String[] label = word.split("=", 2);
            node.append(" label:").append(LABELS.get(label[0])).append('=').append(label[1]);
        }
        return node.toString();
    }
}
