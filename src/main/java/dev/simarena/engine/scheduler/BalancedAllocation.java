package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.KubernetesVersion;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.PodRequests;

/**
 * Prefer nodes on which the pod evens out the use of cpu and memory (NodeResourcesBalancedAllocation, weight 1).
 *
 * <p>{@code S = (long) ((1 - |fc - fm| / 2) * 100)} with f = requested / allocatable, at most 1, from real requests;
 * score {@code 50 + (50 + S with the pod - S without it) / 2}, truncated. A resource the node has none of is left out.
 * Skipped for pods that request neither. Kubernetes 1.34 just takes S with the pod.
 */
final class BalancedAllocation implements NodeScore {

    static final String NAME = "NodeResourcesBalancedAllocation";

    private final boolean changeCounts;

    BalancedAllocation(KubernetesVersion version) {
        this.changeCounts = version != KubernetesVersion.V1_34;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return cycle.requests().cpuMilli() != 0 || cycle.requests().memoryBytes() != 0;
    }

    @Override
    public long score(Cycle cycle, int node) {
        NodeTable table = cycle.nodes();
        PodRequests requests = cycle.requests();
        if (!changeCounts) {
            return balance(
                    table.allocatableCpu(node),
                    table.requestedCpu(node) + requests.cpuMilli(),
                    table.allocatableMemory(node),
                    table.requestedMemory(node) + requests.memoryBytes());
        }
        return score(
                table.allocatableCpu(node),
                table.requestedCpu(node),
                requests.cpuMilli(),
                table.allocatableMemory(node),
                table.requestedMemory(node),
                requests.memoryBytes());
    }

    static long score(long allocatableCpu, long cpu, long podCpu, long allocatableMemory, long memory, long podMemory) {
        long with = balance(allocatableCpu, cpu + podCpu, allocatableMemory, memory + podMemory);
        long without = balance(allocatableCpu, cpu, allocatableMemory, memory);
        return 50 + (50 + with - without) / 2;
    }

    private static long balance(long allocatableCpu, long cpu, long allocatableMemory, long memory) {
        if (allocatableCpu == 0 || allocatableMemory == 0) {
            return 100;
        }
        double cpuShare = Math.min(1, (double) cpu / allocatableCpu);
        double memoryShare = Math.min(1, (double) memory / allocatableMemory);
        return (long) ((1 - Math.abs((cpuShare - memoryShare) / 2)) * 100);
    }
}
