package dev.simarena.policy;

import dev.simarena.episode.Observation;
import dev.simarena.episode.Observation.NodeUsage;
import java.util.List;

/** Compute how many identical pods of the Deployment fit beside the other pods. */
final class Capacity {

    private final List<Room> rooms;

    /**
     * Hold what one node has for the Deployment.
     *
     * @param cpuMilli cpu that other pods do not request, in milli
     * @param memoryBytes memory that other pods do not request, in bytes
     * @param pods number of pods the node takes beside the others
     */
    private record Room(long cpuMilli, long memoryBytes, int pods) {}

    private Capacity(List<Room> rooms) {
        this.rooms = rooms;
    }

    /** Return what the other pods leave. */
    static Capacity besideOthers(Observation observation) {
        return new Capacity(observation.nodes().stream()
                .map(node -> room(node, observation))
                .toList());
    }

    /** Return what there is where the Deployment comes first: other pods may only be there because its own did not fit. */
    static Capacity beforeOthers(Observation observation) {
        return new Capacity(observation.nodes().stream()
                .map(node ->
                        new Room(node.allocatableCpuMilli(), node.allocatableMemoryBytes(), node.allocatablePods()))
                .toList());
    }

    private static Room room(NodeUsage node, Observation observation) {
        long ownCpu = node.ownPods() * observation.podCpuMilli();
        long ownMemory = node.ownPods() * observation.podMemoryBytes();
        // Own pods of an older template may have requested less than these.
        return new Room(
                node.allocatableCpuMilli() - Math.max(0, node.requestedCpuMilli() - ownCpu),
                node.allocatableMemoryBytes() - Math.max(0, node.requestedMemoryBytes() - ownMemory),
                node.allocatablePods() - (node.pods() - node.ownPods()));
    }

    /** Tell whether so many pods with these requests fit; a request of zero always does, as in kube-scheduler. */
    boolean fits(int pods, long cpuMilli, long memoryBytes) {
        long fitting = 0;
        for (Room room : rooms) {
            fitting += Math.max(
                    0,
                    Math.min(
                            room.pods(),
                            Math.min(times(room.cpuMilli(), cpuMilli), times(room.memoryBytes(), memoryBytes))));
        }
        return fitting >= pods;
    }

    private static long times(long room, long request) {
        return request <= 0 ? Long.MAX_VALUE : Math.floorDiv(room, request);
    }
}
