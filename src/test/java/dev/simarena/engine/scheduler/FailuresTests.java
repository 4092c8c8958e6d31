package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.WorldOptions;
import dev.simarena.engine.model.Pod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods that come after one that failed get messages of their own wherever theirs differ. */
class FailuresTests {

    private static final String NO_VICTIMS =
            " no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.";
    private static final String FULL = "0/2 nodes are available: 2 Insufficient cpu." + NO_VICTIMS;

    private final World world = new World(WorldOptions.of(1, Manifests.START));

    @BeforeEach
    void fill_two_nodes_and_let_a_pod_fail() {
        world.submit(Manifests.node("one", "1", "8Gi"));
        world.submit(Manifests.node("two", "1", "8Gi"));
        world.submit(Manifests.deployment("full", 2, "800m", "1Gi"));
        world.submit(Manifests.pod("first", "500m", "1Gi"));
        assertThat(message("first")).isEqualTo(FULL);
    }

    @Test
    void pods_of_other_templates_that_ask_the_same_fail_alike() {
        world.submit(Manifests.deployment("second", 1, "500m", "1Gi"));
        assertThat(message("second")).isEqualTo(FULL);
    }

    @Test
    void other_requests_fail_otherwise() {
        world.submit(Manifests.pod("second", "500m", "7500Mi"));
        assertThat(message("second"))
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory." + NO_VICTIMS);
    }

    @Test
    void another_placement_fails_otherwise() {
        ObjectNode pod = Manifests.pod("second", "500m", "1Gi");
        ((ObjectNode) pod.path("spec")).putObject("nodeSelector").put("type", "none");
        world.submit(pod);
        assertThat(message("second"))
                .isEqualTo("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."
                        + " no new claims to deallocate, preemption: 0/2 nodes are available:"
                        + " 2 Preemption is not helpful for scheduling.");
    }

    @Test
    void a_pod_that_never_preempts_says_so() {
        world.submit(Manifests.json("""
                {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "never"},
                 "value": 0, "preemptionPolicy": "Never"}
                """));
        ObjectNode pod = Manifests.pod("second", "500m", "1Gi");
        ((ObjectNode) pod.path("spec")).put("priorityClassName", "never");
        world.submit(pod);
        assertThat(message("second"))
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu."
                        + " no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void a_pod_that_looks_at_others_fails_by_what_it_sees() {
        ObjectNode holder = Manifests.pod("holder", "100m", "1Gi");
        claimPort(holder);
        ((ObjectNode) holder.path("spec")).putObject("nodeSelector").put("kubernetes.io/hostname", "one");
        world.submit(holder);
        world.submit(Manifests.pod("again", "500m", "1Gi"));
        assertThat(message("again")).isEqualTo(FULL);
        ObjectNode pod = Manifests.pod("second", "500m", "1Gi");
        claimPort(pod);
        world.submit(pod);
        assertThat(message("second"))
                .isEqualTo("0/2 nodes are available: 1 Insufficient cpu,"
                        + " 1 node(s) didn't have free ports for the requested pod ports." + NO_VICTIMS);
    }

    @Test
    void a_change_of_the_cluster_is_seen() {
        world.submit(Manifests.node("three", "2", "8Gi"));
        world.submit(Manifests.pod("second", "1200m", "1Gi"));
        world.submit(Manifests.pod("third", "1200m", "1Gi"));
        assertThat(message("third")).startsWith("0/3 nodes are available: 3 Insufficient cpu.");
    }

    private static void claimPort(ObjectNode pod) {
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putArray("ports")
                .addObject()
                .put("containerPort", 80)
                .put("hostPort", 80);
    }

    private String message(String name) {
        Pod pod = world.pods().stream()
                .filter(candidate -> candidate.name().startsWith(name))
                .findFirst()
                .orElseThrow();
        return String.valueOf(pod.unschedulable());
    }
}
