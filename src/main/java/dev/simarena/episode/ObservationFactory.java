package dev.simarena.episode;

import dev.simarena.cluster.ClusterState;
import dev.simarena.cluster.ClusterState.DeploymentState;
import dev.simarena.cluster.ClusterState.EventState;
import dev.simarena.cluster.ClusterState.NodeState;
import dev.simarena.cluster.ClusterState.PodState;
import dev.simarena.cluster.ClusterState.UsageState;
import dev.simarena.cluster.EnvironmentException;
import dev.simarena.episode.Observation.NodeUsage;
import dev.simarena.episode.Observation.Usage;
import dev.simarena.trace.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Make the observation of one Deployment from the state of the cluster. */
final class ObservationFactory {

    /** Number of events an observation keeps. */
    static final int LAST_EVENTS = 20;

    private ObservationFactory() {}

    /**
     * Observe the Deployment; where the trace deletes it in the end, there is nothing left of it to count.
     *
     * @throws EnvironmentException when the trace leaves it applied but the cluster does not have it
     */
    static Observation observe(ClusterState state, TracedDeployment deployment) {
        DeploymentState found = state.deployments().stream()
                .filter(candidate -> deployment.is(candidate.namespace(), candidate.name()))
                .findFirst()
                .orElse(null);
        if (found == null && !deployment.deleted()) {
            throw new EnvironmentException(EpisodeMessages.notOnCluster(deployment));
        }
        List<PodState> own = found == null
                ? List.of()
                : state.pods().stream()
                        .filter(pod -> deployment.is(pod.namespace(), pod.deployment()))
                        .toList();
        Quantity cpu = found == null ? null : found.cpu();
        Quantity memory = found == null ? null : found.memory();
        return new Observation(
                count(own, pod -> pod.ready() && !pod.pending()),
                count(own, PodState::pending),
                own.size(),
                text(cpu),
                text(memory),
                found == null ? 0 : found.replicas(),
                cpu == null ? 0 : cpu.milliValue(),
                memory == null ? 0 : memory.longValue(),
                found == null ? 0 : found.podCpuMilli(),
                found == null ? 0 : found.podMemoryBytes(),
                UnschedulableReasons.count(own),
                nodes(state.nodes(), own),
                events(state.events()),
                usage(own));
    }

    private static int count(List<PodState> pods, Predicate<PodState> which) {
        return (int) pods.stream().filter(which).count();
    }

    private static String text(@Nullable Quantity quantity) {
        return quantity == null ? "0" : quantity.toString();
    }

    private static List<NodeUsage> nodes(List<NodeState> nodes, List<PodState> own) {
        Map<String, Integer> ownPods = new HashMap<>();
        for (PodState pod : own) {
            if (pod.node() != null) {
                ownPods.merge(pod.node(), 1, Integer::sum);
            }
        }
        return nodes.stream()
                .map(node -> new NodeUsage(
                        node.name(),
                        node.allocatableCpuMilli(),
                        node.allocatableMemoryBytes(),
                        node.allocatablePods(),
                        node.requestedCpuMilli(),
                        node.requestedMemoryBytes(),
                        node.pods(),
                        ownPods.getOrDefault(node.name(), 0)))
                .toList();
    }

    private static @Nullable Usage usage(List<PodState> own) {
        Usage sum = null;
        for (PodState pod : own) {
            UsageState used = pod.usage();
            if (used != null) {
                Usage before = sum == null ? new Usage(0, 0, 0, 0, 0) : sum;
                sum = new Usage(
                        before.cpuMilli() + used.cpuMilli(),
                        before.memoryBytes() + used.memoryBytes(),
                        before.throttled() + (used.throttled() ? 1 : 0),
                        before.restarts() + used.restarts(),
                        before.oomKilled() + (used.oomKilled() ? 1 : 0));
            }
        }
        return sum;
    }

    private static List<String> events(List<EventState> events) {
        return events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size()).stream()
                .map(event -> event.reason() + " " + event.object() + ": " + event.message())
                .toList();
    }
}
