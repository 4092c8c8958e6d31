package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.Test;

/** What pods need of nodes by name. Source: {@code plugins/nodedeclaredfeatures}. */
class NodeDeclaredFeaturesTests {

    private static final String NOT_DECLARED = "1 node(s) didn't match Pod's required features";

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @Test
    void a_pod_with_a_restart_rule_for_all_containers_needs_a_node_that_declares_it() {
        world.apply(Manifests.node("n", "16", "32Gi"));
        world.apply(restartingAll());
        assertThat(pod(world).unschedulable())
                .isEqualTo("0/1 nodes are available: " + NOT_DECLARED + ". no new claims to deallocate, preemption:"
                        + " 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");

        world.apply(declaring("RestartAllContainersOnContainerExits"));

        assertThat(pod(world).nodeName()).isEqualTo("n");
        assertThat(world.list(Gvk.NODE, null)
                        .get(0)
                        .at("/status/declaredFeatures/0")
                        .asText())
                .isEqualTo("RestartAllContainersOnContainerExits");
    }

    @Test
    void another_feature_does_not_do() {
        world.apply(declaring("SomethingElse"));
        world.apply(restartingAll());
        assertThat(pod(world).unschedulable()).contains(NOT_DECLARED);
    }

    @Test
    void other_pods_need_nothing() {
        world.apply(Manifests.node("n", "16", "32Gi"));
        world.apply(Manifests.pod("p", "1", "1Gi"));
        assertThat(pod(world).nodeName()).isEqualTo("n");
    }

    @Test
    void version_1_34_knows_nothing_of_it() {
        World older = new World(WorldOptions.of(1, Manifests.START).withVersion(KubernetesVersion.V1_34));
        older.apply(Manifests.node("n", "16", "32Gi"));
        older.apply(restartingAll());
        assertThat(pod(older).nodeName()).isEqualTo("n");
    }

    private static ObjectNode declaring(String feature) {
        ObjectNode node = Manifests.node("n", "16", "32Gi");
        node.withObject("/status").putArray("declaredFeatures").add(feature);
        return node;
    }

    private static ObjectNode restartingAll() {
        return Manifests.pod("p", """
                {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i:1", "restartPolicy": "Never",
                  "restartPolicyRules": [{"action": "RestartAllContainers",
                    "exitCodes": {"operator": "In", "values": [42]}}]}]}
                """);
    }

    private static Pod pod(World world) {
        return world.pods().get(0);
    }
}
