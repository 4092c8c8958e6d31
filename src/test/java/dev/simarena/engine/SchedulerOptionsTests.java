package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.TieBreak;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulerOptionsTests {

    @Test
    void first_of_equal_nodes_wins_unless_told_otherwise() {
        assertThat(placements(WorldOptions.of(1, Manifests.START))).containsOnly("node-0");
    }

    @Test
    void uniform_choice_uses_all_equal_nodes_and_repeats_by_seed() {
        WorldOptions options = WorldOptions.of(1, Manifests.START).withTieBreak(TieBreak.SEEDED_UNIFORM);
        List<String> placements = placements(options);
        assertThat(placements).contains("node-0", "node-1", "node-2", "node-3");
        assertThat(placements(options)).isEqualTo(placements);
        assertThat(placements(WorldOptions.of(2, Manifests.START).withTieBreak(TieBreak.SEEDED_UNIFORM)))
                .isNotEqualTo(placements);
    }

    @Test
    void version_1_34_names_the_taint() {
        ObjectNode node = Manifests.node("n", "4", "8Gi");
        node.withObject("/spec")
                .withArray("/taints")
                .addObject()
                .put("key", "k")
                .put("value", "v")
                .put("effect", "NoSchedule");
        World world = new World(WorldOptions.of(1, Manifests.START).withVersion(KubernetesVersion.V1_34));
        world.submit(node);
        world.submit(Manifests.pod("p", "1", "1Gi"));
        assertThat(world.pods().get(0).unschedulable())
                .startsWith("0/1 nodes are available: 1 node(s) had untolerated taint {k: v}.");
    }

    /**
     * Used with the pod: 2 of 10 cpu and 4 of 10Gi against 4 of 10 cpu and 2 of 10Gi, equal for 1.34, so the first wins; but on
     * the second the pod evens out what was 4 to 0, which only 1.36 rewards.
     */
    @Test
    void version_1_34_scores_the_balance_and_1_36_what_the_pod_does_to_it() {
        assertThat(balanceChoice(KubernetesVersion.V1_34)).isEqualTo("even");
        assertThat(balanceChoice(KubernetesVersion.V1_36)).isEqualTo("skewed");
    }

    private static String balanceChoice(KubernetesVersion version) {
        World world = new World(WorldOptions.of(1, Manifests.START).withVersion(version));
        world.submit(Manifests.node("even", "10", "10Gi"));
        world.submit(Manifests.node("skewed", "10", "10Gi"));
        world.submit(placed("a", "even", "2", "2Gi"));
        world.submit(placed("b", "skewed", "4", "0"));
        world.submit(Manifests.pod("p", "0", "2Gi"));
        return Objects.requireNonNull(world.pods().get(2).nodeName());
    }

    private static ObjectNode placed(String name, String node, String cpu, String memory) {
        ObjectNode pod = Manifests.pod(name, cpu, memory);
        pod.withObject("/spec").put("nodeName", node);
        return pod;
    }

    private static List<String> placements(WorldOptions options) {
        World world = new World(options);
        IntStream.range(0, 4).forEach(i -> world.submit(Manifests.node("node-" + i, "1000", "1000Gi")));
        IntStream.range(0, 16)
                .forEach(i -> world.submit(
                        Manifests.pod("p" + i, "{\"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}")));
        return world.pods().stream()
                .map(Pod::nodeName)
                .map(Objects::requireNonNull)
                .toList();
    }
}
