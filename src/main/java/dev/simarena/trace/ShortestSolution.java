package dev.simarena.trace;

import java.util.OptionalInt;

/**
 * Count the actions of the shortest way to the target, for equal pods on equal nodes.
 *
 * <p>The target is reached with {@code replicas == target} and room for all: {@code nodes * min(cpu/podCpu,
 * memory/podMemory, pods) >= target}, with whole pods on each node. Hence each node must hold {@code ceil(target/nodes)}
 * pods, and the reductions of cpu and of memory are counted apart. A bump or a detour never helps, as every edit of one
 * field undoes only itself. A reduction under the floor (50m, 64Mi) is blocked.
 *
 * @param cpu reductions of cpu by 500m, empty where the floor forbids to reduce enough
 * @param memory reductions of memory by 256Mi, likewise
 * @param replicas steps up or down to the target
 * @param holdsPods whether the nodes have room for the number of pods
 */
record ShortestSolution(OptionalInt cpu, OptionalInt memory, int replicas, boolean holdsPods) {

    private static final Quantity CPU_STEP = Quantity.parse("-500m");
    private static final Quantity MEMORY_STEP = Quantity.parse("-256Mi");
    private static final Quantity CPU_FLOOR = Quantity.parse("50m");
    private static final Quantity MEMORY_FLOOR = Quantity.parse("64Mi");

    /** Far beyond every step limit; ends the count for absurd requests. */
    private static final int MOST_STEPS = 10_000;

    static ShortestSolution of(TraceDeclaration declared, int replicas, Quantity cpu, Quantity memory) {
        int podsPerNode = (declared.target() + declared.nodes() - 1) / declared.nodes();
        return new ShortestSolution(
                reductions(cpu, CPU_STEP, CPU_FLOOR, new Room(declared.cpu().milliValue(), podsPerNode, true)),
                reductions(
                        memory,
                        MEMORY_STEP,
                        MEMORY_FLOOR,
                        new Room(declared.memory().longValue(), podsPerNode, false)),
                Math.abs(replicas - declared.target()),
                podsPerNode <= declared.pods());
    }

    private static OptionalInt reductions(Quantity request, Quantity step, Quantity floor, Room room) {
        Quantity current = request;
        for (int steps = 0; steps <= MOST_STEPS; steps++) {
            if (room.holds(current)) {
                return OptionalInt.of(steps);
            }
            current = current.plus(step);
            if (current.compareTo(floor) < 0) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** Return the number of steps, empty where the actions cannot solve it. */
    OptionalInt steps() {
        return cpu.isPresent() && memory.isPresent() && holdsPods
                ? OptionalInt.of(cpu.getAsInt() + memory.getAsInt() + replicas)
                : OptionalInt.empty();
    }

    /** Room of one node, in the scheduler's units: thousandths of cpu or bytes of memory. */
    private record Room(long allocatable, int pods, boolean milli) {

        boolean holds(Quantity request) {
            long each = milli ? request.milliValue() : request.longValue();
            return each <= allocatable / pods;
        }
    }
}
