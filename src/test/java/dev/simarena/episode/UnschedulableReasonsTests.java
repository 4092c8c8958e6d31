package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.simarena.cluster.ClusterState.PodState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnschedulableReasonsTests {

    @Test
    void severalReasons_areReadWithoutNodeCountsAndPreemption() {
        assertThat(
                        UnschedulableReasons.of(
                                "0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling."))
                .containsExactly("Insufficient cpu", "Insufficient memory");
    }

    @Test
    void reasonsWithDotsAndCommasAndColons_areKeptWhole() {
        assertThat(
                        UnschedulableReasons.of(
                                "0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling."))
                .containsExactly(
                        "Insufficient nvidia.com/gpu",
                        "node(s) didn't match Pod's node affinity/selector",
                        "node(s) had untolerated taint {node.kubernetes.io/not-ready: }");
    }

    @Test
    void messageWithoutPreemption_losesItsFullStop() {
        assertThat(UnschedulableReasons.of("0/1 nodes are available: 1 Too many pods."))
                .containsExactly("Too many pods");
    }

    @Test
    void otherMessage_isOneReason() {
        assertThat(UnschedulableReasons.of("no nodes available to schedule pods"))
                .containsExactly("no nodes available to schedule pods");
    }

    @Test
    void pods_countOncePerReason() {
        assertThat(UnschedulableReasons.count(List.of(
                        pod("0/2 nodes are available: 1 Insufficient memory, 2 Insufficient cpu."),
                        pod("0/2 nodes are available: 2 Insufficient cpu, 1 Insufficient cpu."),
                        pod(null))))
                .containsExactly(entry("Insufficient cpu", 2), entry("Insufficient memory", 1));
    }

    private static PodState pod(@Nullable String unschedulable) {
        return new PodState("virtual-default", "web-1", "web", "Pending", false, null, unschedulable, 1, 1);
    }
}
