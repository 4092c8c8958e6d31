package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.patch.PatchType;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node for which a pod waits is tried first. Source: {@code evaluateNominatedNode} in {@code schedule_one.go}. */
class NominatedNodeTests {

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @BeforeEach
    void addNodes() {
        world.apply(Manifests.node("large", "16", "32Gi"));
        world.apply(Manifests.node("small", "4", "8Gi"));
    }

    @Test
    void it_is_taken_although_another_scores_better() {
        waitFor("small");
        open();
        assertThat(pod().nodeName()).isEqualTo("small");
        assertThat(pod().nominatedNode()).isNull();
    }

    @Test
    void without_it_the_better_node_is_taken() {
        waiting();
        open();
        assertThat(pod().nodeName()).isEqualTo("large");
    }

    @Test
    void the_others_are_searched_where_it_does_not_take_the_pod() {
        waitFor("small");
        ObjectNode cordoned = Manifests.node("small", "4", "8Gi");
        cordoned.putObject("spec").put("unschedulable", true);
        world.apply(cordoned);
        open();
        assertThat(pod().nodeName()).isEqualTo("large");
    }

    @Test
    void a_name_of_no_node_means_nothing() {
        waitFor("gone");
        open();
        assertThat(pod().nodeName()).isEqualTo("large");
    }

    @Test
    void a_pod_leaves_the_room_it_waits_for_to_itself() {
        waitFor("small");
        ObjectNode other = Manifests.pod("other", "1", "1Gi");
        other.withObject("/spec/nodeSelector").put("kubernetes.io/hostname", "small");
        ((ObjectNode) other.at("/spec/containers/0/resources/requests")).put("cpu", "4");
        world.apply(other);
        assertThat(world.pods().get(1).unschedulable())
                .startsWith("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node"
                        + " affinity/selector.");
    }

    @Test
    void it_is_forgotten_when_no_node_is_left() {
        waitFor("small");
        for (String node : List.of("large", "small")) {
            world.delete(Gvk.NODE, null, node, Propagation.BACKGROUND);
        }
        open();
        assertThat(pod().unschedulable()).isEqualTo("no nodes available to schedule pods");
        assertThat(pod().nominatedNode()).isNull();
    }

    @Test
    void version_1_34_goes_on_showing_it() {
        World older = new World(WorldOptions.of(1, Manifests.START).withVersion(KubernetesVersion.V1_34));
        older.apply(Manifests.node("n", "1", "8Gi"));
        older.apply(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 9}
                """));
        older.apply(Manifests.pod("low", "1", "1Gi"));
        ObjectNode high = Manifests.pod("high", "1", "1Gi");
        high.withObject("/spec").put("priorityClassName", "high");
        older.apply(high);
        assertThat(older.pods()).singleElement().matches(pod -> "n".equals(pod.nodeName()));
        assertThat(older.pods().get(0).nominatedNode()).isEqualTo("n");
    }

    /** Make a pod wait behind a gate for a node. */
    private void waitFor(String node) {
        waiting();
        world.requests()
                .patch(
                        Gvk.POD,
                        "default",
                        "p",
                        PatchType.MERGE,
                        Manifests.json("{\"status\": {\"nominatedNodeName\": \"%s\"}}".formatted(node)),
                        Subresource.STATUS);
        assertThat(Objects.requireNonNull(world.get(Gvk.POD, "default", "p"))
                        .at("/status/nominatedNodeName")
                        .asText())
                .isEqualTo(node);
    }

    private void waiting() {
        ObjectNode pod = Manifests.pod("p", "1", "1Gi");
        pod.withArray("/spec/schedulingGates").addObject().put("name", "wait");
        world.apply(pod);
    }

    private void open() {
        world.apply(Manifests.pod("p", "1", "1Gi"));
    }

    private Pod pod() {
        return world.pods().get(0);
    }
}
