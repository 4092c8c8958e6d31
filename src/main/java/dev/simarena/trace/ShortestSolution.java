package dev.simarena.trace;

import java.util.OptionalInt;

/**
 * Count the actions of the shortest way to the target, for equal pods on equal nodes.
 *
 * <p>The target is reached with {@code replicas == target}, room for all, {@code nodes * min(cpu/podCpu, memory/podMemory,
 * pods) >= target} with whole pods on each node, and requests that cover what is used where containers are held to them.
 * Hence each node must hold {@code ceil(target/nodes)} pods, and the changes of cpu and of memory are counted apart. A
 * detour never helps, as every edit of one field undoes only itself. A reduction under the floor (50m, 64Mi) is blocked.
 *
 * @param cpu bumps or reductions of cpu by 500m, empty where no number of them helps
 * @param memory bumps or reductions of memory by 256Mi, likewise
 * @param replicas steps up or down to the target
 * @param holdsPods whether the nodes have room for the number of pods
 */
record ShortestSolution(OptionalInt cpu, OptionalInt memory, int replicas, boolean holdsPods) {

    private static final Step CPU_STEP = Step.of("500m", "-500m", "50m");
    private static final Step MEMORY_STEP = Step.of("256Mi", "-256Mi", "64Mi");

    /** Far beyond every step limit; ends the count for absurd requests. */
    private static final int MOST_STEPS = 10_000;

    /** A request, and what of it is used and must be covered; zero where nothing must. */
    record Need(Quantity request, Quantity used) {}

    /** What an action adds or takes away, and what it must leave. */
    private record Step(Quantity bump, Quantity reduction, Quantity floor) {

        static Step of(String bump, String reduction, String floor) {
            return new Step(Quantity.parse(bump), Quantity.parse(reduction), Quantity.parse(floor));
        }
    }

    static ShortestSolution of(TraceDeclaration declared, int replicas, Need cpu, Need memory) {
        int podsPerNode = (declared.target() + declared.nodes() - 1) / declared.nodes();
        Room cpuRoom = new Room(declared.cpu().milliValue(), podsPerNode, true);
        Room memoryRoom = new Room(declared.memory().longValue(), podsPerNode, false);
        return new ShortestSolution(
                changes(cpu, CPU_STEP, cpuRoom),
                changes(memory, MEMORY_STEP, memoryRoom),
                Math.abs(replicas - declared.target()),
                podsPerNode <= declared.pods());
    }

    private static OptionalInt changes(Need need, Step step, Room room) {
        boolean bump = need.request().compareTo(need.used()) < 0;
        Quantity delta = bump ? step.bump() : step.reduction();
        Quantity current = need.request();
        for (int steps = 0; steps <= MOST_STEPS; steps++) {
            if (current.compareTo(need.used()) >= 0 && room.holds(current)) {
                return OptionalInt.of(steps);
            }
            boolean hopeless = bump ? !room.holds(current) : current.compareTo(need.used()) < 0;
            current = current.plus(delta);
            if (hopeless || (!bump && current.compareTo(step.floor()) < 0)) {
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
