package dev.simarena.engine.scheduler;

import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.model.Pod;
import dev.simarena.engine.model.PodRequests;
import dev.simarena.engine.model.ResourceAmounts;
import java.util.Map;

/**
 * Keep pods off nodes without room, and prefer nodes with more room left (LeastAllocated, weight 1).
 *
 * <p>A pod fits where {@code pods + 1 <= allocatable pods} and each request it makes is at most {@code allocatable -
 * requested}. Score: mean over cpu and memory of {@code (allocatable - r) * 100 / allocatable}, 0 where r exceeds it,
 * with r the sum of requests in which every container that requests none counts 100m cpu and 200Mi memory; a resource
 * the node has none of is left out. All integer arithmetic.
 */
final class NodeResourcesFit implements FilterPlugin, NodeScore {

    static final String NAME = "NodeResourcesFit";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case POD_DELETED, POD_SCALED_DOWN, NODE_ADDED, NODE_ALLOCATABLE -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        if (event.kind() == ClusterEvent.Kind.POD_DELETED) {
            return true;
        }
        PodRequests requests = waiting.template().requests();
        PodRequests old = event.oldRequests();
        if (old != null) {
            Pod pod = event.pod();
            return pod.equals(waiting)
                    || (pod.node() != null && pod.template().requests().anyLess(old, requests));
        }
        NodeState before = event.before();
        return fitsEmpty(requests, event.node().allocatable())
                && (before == null
                        || increased(
                                requests, before.allocatable(), event.node().allocatable()));
    }

    private static boolean fitsEmpty(PodRequests requests, ResourceAmounts allocatable) {
        if (allocatable.pods() < 1
                || requests.cpuMilli() > allocatable.cpuMilli()
                || requests.memoryBytes() > allocatable.memoryBytes()
                || requests.ephemeralBytes() > allocatable.ephemeralBytes()) {
            return false;
        }
        for (Map.Entry<String, Long> other : requests.others().entrySet()) {
            if (other.getValue() > allocatable.others().getOrDefault(other.getKey(), 0L)) {
                return false;
            }
        }
        return true;
    }

    /** Tell whether there is more of anything the pod requests, or room for more pods. */
    private static boolean increased(PodRequests requests, ResourceAmounts before, ResourceAmounts after) {
        if (after.pods() > before.pods()
                || (requests.cpuMilli() > 0 && after.cpuMilli() > before.cpuMilli())
                || (requests.memoryBytes() > 0 && after.memoryBytes() > before.memoryBytes())
                || (requests.ephemeralBytes() > 0 && after.ephemeralBytes() > before.ephemeralBytes())) {
            return true;
        }
        for (String name : requests.others().keySet()) {
            if (after.others().getOrDefault(name, 0L) > before.others().getOrDefault(name, 0L)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return true;
    }

    @Override
    public boolean feasible(Cycle cycle, int node) {
        NodeTable nodes = cycle.nodes();
        if (nodes.pods(node) + 1 > nodes.allocatablePods(node)) {
            return false;
        }
        PodRequests requests = cycle.requests();
        if (lacks(requests.cpuMilli(), nodes.allocatableCpu(node), nodes.requestedCpu(node))
                || lacks(requests.memoryBytes(), nodes.allocatableMemory(node), nodes.requestedMemory(node))
                || lacks(requests.ephemeralBytes(), nodes.allocatableEphemeral(node), nodes.requestedEphemeral(node))) {
            return false;
        }
        if (!requests.others().isEmpty()) {
            for (Map.Entry<String, Long> other : requests.others().entrySet()) {
                String name = other.getKey();
                if (lacks(other.getValue(), nodes.allocatable(name, node), nodes.requested(name, node))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        NodeTable nodes = cycle.nodes();
        PodRequests requests = cycle.requests();
        if (nodes.pods(node) + 1 > nodes.allocatablePods(node)) {
            rejection.add("Too many pods");
        }
        explain("cpu", requests.cpuMilli(), nodes.allocatableCpu(node), nodes.requestedCpu(node), rejection);
        explain(
                "memory",
                requests.memoryBytes(),
                nodes.allocatableMemory(node),
                nodes.requestedMemory(node),
                rejection);
        explain(
                "ephemeral-storage",
                requests.ephemeralBytes(),
                nodes.allocatableEphemeral(node),
                nodes.requestedEphemeral(node),
                rejection);
        for (Map.Entry<String, Long> other : requests.others().entrySet()) {
            String name = other.getKey();
            explain(name, other.getValue(), nodes.allocatable(name, node), nodes.requested(name, node), rejection);
        }
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public long score(Cycle cycle, int node) {
        NodeTable table = cycle.nodes();
        PodRequests requests = cycle.requests();
        return leastAllocated(
                table.allocatableCpu(node),
                table.scoreCpu(node) + requests.scoreCpuMilli(),
                table.allocatableMemory(node),
                table.scoreMemory(node) + requests.scoreMemoryBytes());
    }

    static long leastAllocated(long allocatableCpu, long cpu, long allocatableMemory, long memory) {
        if (allocatableCpu == 0) {
            return allocatableMemory == 0 ? 0 : free(allocatableMemory, memory);
        }
        long cpuScore = free(allocatableCpu, cpu);
        return allocatableMemory == 0 ? cpuScore : (cpuScore + free(allocatableMemory, memory)) / 2;
    }

    private static long free(long allocatable, long requested) {
        return requested > allocatable ? 0 : (allocatable - requested) * 100 / allocatable;
    }

    private static boolean lacks(long request, long allocatable, long requested) {
        return request > 0 && request > allocatable - requested;
    }

    private static void explain(String resource, long request, long allocatable, long requested, Rejection rejection) {
        if (lacks(request, allocatable, requested)) {
            String reason = "Insufficient " + resource;
            if (request > allocatable) {
                rejection.addHopeless(reason);
            } else {
                rejection.add(reason);
            }
        }
    }
}
