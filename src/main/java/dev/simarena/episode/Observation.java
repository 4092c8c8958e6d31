package dev.simarena.episode;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Show a policy what the cluster looks like.
 *
 * @param ready pods of the Deployment with condition Ready=True
 * @param pending pods of the Deployment in phase Pending
 * @param total all pods of the Deployment
 * @param cpu cpu request of the first container as the API server stores it, {@code "0"} where absent
 * @param memory memory request of the first container as the API server stores it, {@code "0"} where absent
 * @param replicas {@code spec.replicas}
 * @param cpuMilli {@code cpu} in milli, rounded up
 * @param memoryBytes {@code memory} in bytes, rounded up
 * @param podCpuMilli cpu the scheduler needs for one pod with all its containers, in milli
 * @param podMemoryBytes memory the scheduler needs for one pod with all its containers, in bytes
 * @param unschedulable number of pods per unschedulable reason, sorted by reason, for example {@code Insufficient cpu}
 * @param nodes use of each node, in the order of creation
 * @param events the last events as text, oldest first
 * @param usage what the pods of the Deployment use, {@code null} where no usage is declared
 */
public record Observation(
        int ready,
        int pending,
        int total,
        String cpu,
        String memory,
        int replicas,
        long cpuMilli,
        long memoryBytes,
        long podCpuMilli,
        long podMemoryBytes,
        SortedMap<String, Integer> unschedulable,
        List<NodeUsage> nodes,
        List<String> events,
        @Nullable Usage usage) {

    public Observation {
        unschedulable = Collections.unmodifiableSortedMap(new TreeMap<>(unschedulable));
        nodes = List.copyOf(nodes);
        events = List.copyOf(events);
    }

    /** Observe a Deployment of which no usage is declared. */
    public Observation(
            int ready,
            int pending,
            int total,
            String cpu,
            String memory,
            int replicas,
            long cpuMilli,
            long memoryBytes,
            long podCpuMilli,
            long podMemoryBytes,
            SortedMap<String, Integer> unschedulable,
            List<NodeUsage> nodes,
            List<String> events) {
        this(
                ready,
                pending,
                total,
                cpu,
                memory,
                replicas,
                cpuMilli,
                memoryBytes,
                podCpuMilli,
                podMemoryBytes,
                unschedulable,
                nodes,
                events,
                null);
    }

    /** Tell whether the target is reached: {@code ready == target && total == target && pending == 0}. */
    public boolean atTarget(int target) {
        return ready == target && total == target && pending == 0;
    }

    /** Return the same observation with other pod counts, as noise makes them. */
    public Observation withCounts(int newReady, int newPending, int newTotal) {
        return new Observation(
                newReady,
                newPending,
                newTotal,
                cpu,
                memory,
                replicas,
                cpuMilli,
                memoryBytes,
                podCpuMilli,
                podMemoryBytes,
                unschedulable,
                nodes,
                events,
                usage);
    }

    /**
     * Show what the pods of the Deployment use and what came of it.
     *
     * @param cpuMilli cpu they use now, in milli
     * @param memoryBytes memory they use now, in bytes
     * @param throttled pods of which a container would use more cpu than it gets
     * @param restarts restarts of all their containers
     * @param oomKilled pods of which a container ended last because it needed more memory than it may have
     */
    public record Usage(long cpuMilli, long memoryBytes, int throttled, int restarts, int oomKilled) {}

    /**
     * Show the use of one node.
     *
     * @param node name of the node
     * @param allocatableCpuMilli allocatable cpu in milli
     * @param allocatableMemoryBytes allocatable memory in bytes
     * @param allocatablePods allocatable pods
     * @param requestedCpuMilli cpu requested by all its pods, in milli
     * @param requestedMemoryBytes memory requested by all its pods, in bytes
     * @param pods number of all its pods
     * @param ownPods number of its pods that belong to the Deployment
     */
    public record NodeUsage(
            String node,
            long allocatableCpuMilli,
            long allocatableMemoryBytes,
            int allocatablePods,
            long requestedCpuMilli,
            long requestedMemoryBytes,
            int pods,
            int ownPods) {}
}
