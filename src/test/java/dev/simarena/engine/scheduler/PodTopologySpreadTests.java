package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.Node;
import org.junit.jupiter.api.Test;

/** Watch where pods go; the numbers are worked out by hand. */
class PodTopologySpreadTests {

    @Test
    void pods_of_a_replica_set_spread_evenly() {
        World world = Manifests.world(3);
        world.submit(Manifests.deployment("web", 5, "100m", "128Mi"));
        assertThat(world.nodes().stream().map(node -> node.pods().size())).containsExactly(2, 2, 1);
    }

    @Test
    void spreading_outweighs_the_larger_node() {
        // second pod, both at the same use per node: hostname counts 1 and 0 with ln(4) = 1.386:
        // sums round(1.386 + 2) = 3 and 2, normalized 100*(3+2-3)/3 = 66 and 100, weight 2: 68 points ahead,
        // while 100m less of 16 cpu against 1 cpu moves LeastAllocated by at most 11
        World world = new World(WorldOptions.of(1, Manifests.START));
        world.submit(Manifests.node("large", "16", "32Gi"));
        world.submit(Manifests.node("small", "1", "2Gi"));
        world.submit(Manifests.deployment("web", 2, "100m", "128Mi"));
        assertThat(world.nodes().stream().map(node -> node.pods().size())).containsExactly(1, 1);
    }

    @Test
    void zones_are_filled_in_turn() {
        World world = new World(WorldOptions.of(1, Manifests.START));
        for (String name : new String[] {"a0", "a1", "a2", "b0"}) {
            ObjectNode node = Manifests.node(name, "16", "32Gi");
            ((ObjectNode) node.at("/metadata/labels")).put("topology.kubernetes.io/zone", name.substring(0, 1));
            world.submit(node);
        }
        // first pod to a0; the second sees zone a with 1 * ln(4) + 4 = 5.39 and b with 4, beside hostname counts
        world.submit(Manifests.deployment("web", 2, "100m", "128Mi"));
        assertThat(world.nodes().stream().filter(node -> !node.pods().isEmpty()).map(Node::name))
                .containsExactly("a0", "b0");
    }

    @Test
    void pods_of_another_revision_do_not_count() {
        World world = Manifests.world(2);
        world.submit(Manifests.deployment("web", 1, "100m", "128Mi"));
        ObjectNode ballast = Manifests.pod("ballast", "4", "8Gi");
        ((ObjectNode) ballast.path("spec")).put("nodeName", "node-1");
        world.submit(ballast);
        // free room favors node-0 by 98 to 74; the old pod there, if it counted, would favor node-1 by 68
        world.submit(Manifests.deployment("web", 1, "200m", "128Mi"));
        assertThat(world.nodes().get(0).pods()).hasSize(1);
        assertThat(world.nodes().get(1).pods()).hasSize(1);
    }
}
