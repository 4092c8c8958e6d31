package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.EventState;
import dev.simarena.cluster.ClusterState.NodeState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Observation.NodeUsage;
import dev.simarena.trace.DeploymentRef;
import dev.simarena.trace.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservationFactoryTests {

    private static final TracedDeployment WEB = new TracedDeployment(DeploymentRef.parse("web"), "shop", false);

    @Test
    void pods_areCountedByOwnerNamespacePhaseAndReadiness() {
        Observation observation = observe(
                deployment("virtual-shop", Quantity.parse("20"), Quantity.parse("1Gi")),
                pod("virtual-shop", "web", "Running", true, "n1", null),
                pod("virtual-shop", "web", "Running", false, "n1", null),
                pod("virtual-shop", "web", "Pending", true, "n2", null),
                pod("virtual-shop", "web", "Failed", false, "n2", null),
                pod("virtual-shop", "web", "Pending", false, null, "0/2 nodes are available: 2 Insufficient cpu. x"),
                pod("virtual-shop", "database", "Running", true, "n1", null),
                pod("virtual-shop", null, "Running", true, "n1", null),
                pod("virtual-blog", "web", "Pending", false, null, "no nodes available to schedule pods"));

        assertThat(observation.ready()).isEqualTo(1);
        assertThat(observation.pending()).isEqualTo(2);
        assertThat(observation.total()).isEqualTo(5);
        assertThat(observation.unschedulable()).containsExactly(entry("Insufficient cpu", 1));
        assertThat(observation.nodes())
                .containsExactly(
                        new NodeUsage("n1", 16_000, 32, 110, 7_000, 9, 4, 2),
                        new NodeUsage("n2", 16_000, 32, 110, 0, 0, 0, 2));
    }

    @Test
    void requests_areShownAsStoredAndInNumbersRoundedUp() {
        Observation observation = observe(deployment("virtual-shop", Quantity.parse("5557m"), Quantity.parse("1500m")));

        assertThat(observation.cpu()).isEqualTo("5557m");
        assertThat(observation.cpuMilli()).isEqualTo(5557);
        assertThat(observation.memory()).isEqualTo("1500m");
        assertThat(observation.memoryBytes()).isEqualTo(2);
        assertThat(observation.replicas()).isEqualTo(4);
        assertThat(observation.podCpuMilli()).isEqualTo(600);
        assertThat(observation.podMemoryBytes()).isEqualTo(700);
    }

    @Test
    void absentRequests_areZero() {
        Observation observation = observe(deployment("virtual-shop", null, null));

        assertThat(observation.cpu()).isEqualTo("0");
        assertThat(observation.memory()).isEqualTo("0");
        assertThat(observation.cpuMilli()).isZero();
        assertThat(observation.memoryBytes()).isZero();
    }

    @Test
    void events_areTheLastTwentyAsText() {
        List<EventState> events = IntStream.range(0, 25)
                .mapToObj(i -> new EventState(Instant.EPOCH, "Normal", "Scheduled", "Pod/web-" + i, "Assigned to n1"))
                .toList();
        ClusterState state = new ClusterState(
                Instant.EPOCH,
                Duration.ZERO,
                List.of(deployment("virtual-shop", null, null)),
                List.of(),
                List.of(),
                events,
                List.of());

        Observation observation = ObservationFactory.observe(state, WEB);

        assertThat(observation.events()).hasSize(20);
        assertThat(observation.events().get(0)).isEqualTo("Scheduled Pod/web-5: Assigned to n1");
        assertThat(observation.events().get(19)).isEqualTo("Scheduled Pod/web-24: Assigned to n1");
    }

    @Test
    void deploymentMissingOnTheCluster_isAnEnvironmentFailure() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> observe(deployment("virtual-blog", null, null)))
                .withMessage(
                        "Deployment [shop/web] is in the trace but not on the cluster in namespace [virtual-shop]. Look for what refused or deleted it.");
    }

    @Test
    void deploymentDeletedByTheTrace_countsNothing() {
        TracedDeployment deleted = new TracedDeployment(DeploymentRef.parse("web"), "shop", true);
        ClusterState state = state(List.of(), pod("virtual-shop", "web", "Running", true, "n1", null));

        Observation observation = ObservationFactory.observe(state, deleted);

        assertThat(observation.total()).isZero();
        assertThat(observation.ready()).isZero();
        assertThat(observation.replicas()).isZero();
        assertThat(observation.cpu()).isEqualTo("0");
        assertThat(observation.nodes()).hasSize(2);
    }

    private static Observation observe(DeploymentState deployment, PodState... pods) {
        return ObservationFactory.observe(state(List.of(deployment), pods), WEB);
    }

    private static ClusterState state(List<DeploymentState> deployments, PodState... pods) {
        return new ClusterState(
                Instant.EPOCH,
                Duration.ZERO,
                deployments,
                new ArrayList<>(List.of(pods)),
                List.of(
                        new NodeState("n1", 16_000, 32, 110, 7_000, 9, 4),
                        new NodeState("n2", 16_000, 32, 110, 0, 0, 0)),
                List.of(),
                List.of());
    }

    private static DeploymentState deployment(String namespace, @Nullable Quantity cpu, @Nullable Quantity memory) {
        return new DeploymentState(namespace, "web", 4, cpu, memory, 600, 700);
    }

    private static PodState pod(
            String namespace,
            @Nullable String deployment,
            String phase,
            boolean ready,
            @Nullable String node,
            @Nullable String unschedulable) {
        return new PodState(namespace, "p", deployment, phase, ready, node, unschedulable, 600, 700);
    }
}
