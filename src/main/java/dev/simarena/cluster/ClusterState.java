package dev.simarena.cluster;

import dev.simarena.trace.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Show a cluster at one instant, as its API would.
 *
 * @param time cluster time of the observation
 * @param elapsed cluster time since the first event
 * @param deployments Deployments by namespace and name
 * @param pods pods by namespace and creation
 * @param nodes nodes in the order of creation
 * @param events the last Kubernetes events, oldest first
 * @param notSimulated kinds of the trace that are stored but not simulated, sorted
 */
public record ClusterState(
        Instant time,
        Duration elapsed,
        List<DeploymentState> deployments,
        List<PodState> pods,
        List<NodeState> nodes,
        List<EventState> events,
        List<String> notSimulated) {

    public ClusterState {
        deployments = List.copyOf(deployments);
        pods = List.copyOf(pods);
        nodes = List.copyOf(nodes);
        events = List.copyOf(events);
        notSimulated = List.copyOf(notSimulated);
    }

    /**
     * Show a Deployment.
     *
     * @param namespace namespace on the cluster, for example {@code virtual-default}
     * @param name name of the Deployment
     * @param replicas {@code spec.replicas} as stored
     * @param cpu cpu request of the first container as stored, {@code null} where absent
     * @param memory memory request of the first container as stored, {@code null} where absent
     * @param podCpuMilli cpu the scheduler needs for one pod, in milli
     * @param podMemoryBytes memory the scheduler needs for one pod, in bytes
     */
    public record DeploymentState(
            String namespace,
            String name,
            int replicas,
            @Nullable Quantity cpu,
            @Nullable Quantity memory,
            long podCpuMilli,
            long podMemoryBytes) {}

    /**
     * Show a pod.
     *
     * @param namespace namespace on the cluster
     * @param name name of the pod
     * @param deployment name of the Deployment that owns it through a ReplicaSet, {@code null} where none does
     * @param phase {@code Pending}, {@code Running}, {@code Succeeded} or {@code Failed}
     * @param ready whether the condition Ready is True
     * @param node node it is bound to, {@code null} before
     * @param unschedulable message of the condition PodScheduled when it is False, else {@code null}
     * @param cpuMilli cpu the scheduler counts for it, in milli
     * @param memoryBytes memory the scheduler counts for it, in bytes
     * @param usage what it uses, {@code null} where no usage is declared
     */
    public record PodState(
            String namespace,
            String name,
            @Nullable String deployment,
            String phase,
            boolean ready,
            @Nullable String node,
            @Nullable String unschedulable,
            long cpuMilli,
            long memoryBytes,
            @Nullable UsageState usage) {

        /** Show a pod of which no usage is declared. */
        public PodState(
                String namespace,
                String name,
                @Nullable String deployment,
                String phase,
                boolean ready,
                @Nullable String node,
                @Nullable String unschedulable,
                long cpuMilli,
                long memoryBytes) {
            this(namespace, name, deployment, phase, ready, node, unschedulable, cpuMilli, memoryBytes, null);
        }

        /** Tell whether the pod is in phase Pending. */
        public boolean pending() {
            return phase.equals("Pending");
        }
    }

    /**
     * Show what a pod uses and what came of it.
     *
     * @param cpuMilli cpu it uses now, in milli
     * @param memoryBytes memory it uses now, in bytes
     * @param throttled whether a container would use more cpu than it gets
     * @param restarts restarts of all its containers
     * @param oomKilled whether a container ended last because it needed more memory than it may have
     */
    public record UsageState(long cpuMilli, long memoryBytes, boolean throttled, int restarts, boolean oomKilled) {}

    /**
     * Show a node.
     *
     * @param name name of the node
     * @param allocatableCpuMilli allocatable cpu in milli
     * @param allocatableMemoryBytes allocatable memory in bytes
     * @param allocatablePods allocatable pods
     * @param requestedCpuMilli cpu requested by its pods, in milli
     * @param requestedMemoryBytes memory requested by its pods, in bytes
     * @param pods number of its pods
     */
    public record NodeState(
            String name,
            long allocatableCpuMilli,
            long allocatableMemoryBytes,
            int allocatablePods,
            long requestedCpuMilli,
            long requestedMemoryBytes,
            int pods) {}

    /**
     * Show a Kubernetes event.
     *
     * @param time cluster time
     * @param type {@code Normal} or {@code Warning}
     * @param reason reason, for example {@code FailedScheduling}
     * @param object kind and name of the object, for example {@code Pod/web-5d4c-x2x4q}
     * @param message text as a user reads it
     */
    public record EventState(Instant time, String type, String reason, String object, String message) {}
}
