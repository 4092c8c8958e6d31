package dev.simarena.trace;

import java.util.SplittableRandom;

/** Draw Deployments that are broken in one way or several, with varied nodes, counts, sizes and spellings. */
final class BrokenTraces {

    /** Above it a generated trace takes too long to watch; the named ones cover long solutions. */
    private static final int MOST_STEPS = 12;

    private static final int MOST_PODS = 6;
    private static final int[] NODE_CPU = {4_000, 6_000, 7_500, 8_000, 12_000, 16_000, 32_000};
    private static final int[] NODE_MEMORY_MI = {4_096, 8_192, 12_288, 16_384, 32_768, 65_536};
    private static final int[] NODE_PODS = {10, 32, 110, 110};
    private static final long MEBI = 1 << 20;
    private static final int CPU_STEP = 500;
    private static final long MEMORY_STEP = 256 * MEBI;

    private final SplittableRandom random;
    private final DeploymentTrace trace;
    private final int target;

    /** Room of one pod where the target's pods share the nodes evenly. */
    private final int cpuRoom;

    private final long memoryRoom;

    private BrokenTraces(SplittableRandom random, int number) {
        this.random = random;
        // Cycling through the counts gives every scenario single nodes that pods share.
        int nodes = 1 + number % 4;
        int nodeCpu = NODE_CPU[random.nextInt(NODE_CPU.length)];
        int nodeMemory = NODE_MEMORY_MI[random.nextInt(NODE_MEMORY_MI.length)];
        target = random.nextInt(1, MOST_PODS + 1);
        int podsPerNode = (target + nodes - 1) / nodes;
        cpuRoom = nodeCpu / podsPerNode;
        memoryRoom = nodeMemory * MEBI / podsPerNode;
        trace = DeploymentTrace.builder()
                .nodes(
                        nodes,
                        QuantitySpelling.cpu(nodeCpu * 1000L, random.nextInt(2)),
                        QuantitySpelling.memory(nodeMemory * MEBI, random.nextInt(2)),
                        NODE_PODS[random.nextInt(NODE_PODS.length)])
                .target(target)
                .replicas(target);
    }

    static DeploymentTrace cpu(SplittableRandom random, int number) {
        BrokenTraces drawn = new BrokenTraces(random, number);
        drawn.tooMuchCpu(10);
        drawn.fittingMemory();
        return drawn.trace.description("Requests more cpu than the nodes have");
    }

    static DeploymentTrace memory(SplittableRandom random, int number) {
        BrokenTraces drawn = new BrokenTraces(random, number);
        drawn.fittingCpu();
        drawn.tooMuchMemory(MOST_STEPS);
        return drawn.trace.description("Requests more memory than the nodes have");
    }

    static DeploymentTrace replicas(SplittableRandom random, int number) {
        BrokenTraces drawn = new BrokenTraces(random, number);
        drawn.fittingCpu();
        drawn.fittingMemory();
        drawn.otherReplicas();
        return drawn.trace.description("Has the wrong number of replicas");
    }

    /** The kinds of mixture take turns: cpu and memory, cpu and replicas, memory and replicas, all three. */
    static DeploymentTrace mixed(SplittableRandom random, int number) {
        BrokenTraces drawn = new BrokenTraces(random, number);
        int kind = number % 4;
        if (kind == 2) {
            drawn.fittingCpu();
        } else {
            drawn.tooMuchCpu(5);
        }
        if (kind == 1) {
            drawn.fittingMemory();
        } else {
            drawn.tooMuchMemory(5);
        }
        if (kind != 0) {
            drawn.otherReplicas();
        }
        return drawn.trace.description(
                switch (kind) {
                    case 0 -> "Requests too much cpu and memory";
                    case 1 -> "Requests too much cpu and has the wrong number of replicas";
                    case 2 -> "Requests too much memory and has the wrong number of replicas";
                    default -> "Requests too much cpu and memory and has the wrong number of replicas";
                });
    }

    static boolean needsOnlyCpu(ShortestSolution solution) {
        return isGood(solution) && solution.memory().orElse(0) == 0 && solution.replicas() == 0;
    }

    static boolean needsOnlyMemory(ShortestSolution solution) {
        return isGood(solution) && solution.cpu().orElse(0) == 0 && solution.replicas() == 0;
    }

    static boolean needsOnlyReplicas(ShortestSolution solution) {
        return isGood(solution) && solution.steps().orElse(0) == solution.replicas();
    }

    static boolean needsSeveral(ShortestSolution solution) {
        int kinds = Math.min(1, solution.cpu().orElse(0))
                + Math.min(1, solution.memory().orElse(0))
                + Math.min(1, solution.replicas());
        return isGood(solution) && kinds >= 2;
    }

    private static boolean isGood(ShortestSolution solution) {
        int steps = solution.steps().orElse(0);
        return steps >= 1 && steps <= MOST_STEPS;
    }

    private void tooMuchCpu(int steps) {
        long micro = (cpuRoom + random.nextLong(1, (long) steps * CPU_STEP)) * 1000 + random.nextInt(1000);
        trace.cpu(QuantitySpelling.cpu(micro, random.nextInt(QuantitySpelling.CPU_STYLES)));
    }

    private void tooMuchMemory(int steps) {
        long bytes = memoryRoom + random.nextLong(1, steps * MEMORY_STEP);
        trace.memory(QuantitySpelling.memory(bytes, random.nextInt(QuantitySpelling.MEMORY_STYLES)));
    }

    private void fittingCpu() {
        long micro = random.nextLong(100, cpuRoom) * 1000L;
        trace.cpu(QuantitySpelling.cpu(micro, random.nextInt(QuantitySpelling.CPU_STYLES)));
    }

    private void fittingMemory() {
        long bytes = random.nextLong(64 * MEBI, memoryRoom);
        trace.memory(QuantitySpelling.memory(bytes, random.nextInt(QuantitySpelling.MEMORY_STYLES)));
    }

    private void otherReplicas() {
        int other = random.nextInt(1, MOST_PODS);
        trace.replicas(other < target ? other : other + 1);
    }
}
