package dev.simarena.trace;

import java.util.SplittableRandom;

/** Draw Deployments that are broken in one way or several, with varied counts, sizes and spellings. */
final class BrokenTraces {

    /** Above it a generated trace takes too long to watch; the named ones cover long solutions. */
    private static final int MOST_STEPS = 12;

    /** A starved workload is cured within this many steps. */
    private static final int MOST_BUMPS = 5;

    private static final int MOST_PODS = 8;

    /** The target and the nodes of every scenario, the builder's defaults; its test class declares the same. */
    private static final int TARGET = 3;

    private static final int NODE_CPU = 16_000;
    private static final long MEBI = 1 << 20;
    private static final long NODE_MEMORY = 32_768 * MEBI;
    private static final int CPU_STEP = 500;
    private static final long MEMORY_STEP = 256 * MEBI;

    private final SplittableRandom random;
    private final DeploymentTrace trace;

    private BrokenTraces(SplittableRandom random) {
        this.random = random;
        trace = DeploymentTrace.builder().target(TARGET).replicas(TARGET);
    }

    static DeploymentTrace cpu(SplittableRandom random) {
        BrokenTraces drawn = new BrokenTraces(random);
        drawn.tooMuchCpu(10);
        drawn.fittingMemory();
        return drawn.trace.description("Requests more cpu than the nodes have");
    }

    static DeploymentTrace memory(SplittableRandom random) {
        BrokenTraces drawn = new BrokenTraces(random);
        drawn.fittingCpu();
        drawn.tooMuchMemory(MOST_STEPS);
        return drawn.trace.description("Requests more memory than the nodes have");
    }

    static DeploymentTrace replicas(SplittableRandom random) {
        BrokenTraces drawn = new BrokenTraces(random);
        drawn.fittingCpu();
        drawn.fittingMemory();
        drawn.otherReplicas();
        return drawn.trace.description("Has the wrong number of replicas");
    }

    /** The kinds of mixture take turns: cpu and memory, cpu and replicas, memory and replicas, all three. */
    static DeploymentTrace mixed(SplittableRandom random, int number) {
        BrokenTraces drawn = new BrokenTraces(random);
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

    static DeploymentTrace starvedCpu(SplittableRandom random) {
        BrokenTraces drawn = new BrokenTraces(random);
        long request = random.nextLong(50, 2000);
        drawn.trace.cpu(QuantitySpelling.cpu(request * 1000, random.nextInt(QuantitySpelling.CPU_STYLES)));
        drawn.fittingMemory();
        drawn.trace.usesCpu(request + random.nextLong(1, (long) MOST_BUMPS * CPU_STEP + 1) + "m");
        return drawn.trace.description("Uses more cpu than it requests");
    }

    static DeploymentTrace starvedMemory(SplittableRandom random) {
        BrokenTraces drawn = new BrokenTraces(random);
        drawn.fittingCpu();
        long request = random.nextLong(64 * MEBI, 2048 * MEBI);
        drawn.trace.memory(QuantitySpelling.memory(request, random.nextInt(QuantitySpelling.MEMORY_STYLES)));
        long used = request + random.nextLong(1, MOST_BUMPS * MEMORY_STEP + 1);
        drawn.trace.usesMemory((used + MEBI - 1) / MEBI + "Mi");
        return drawn.trace.description("Uses more memory than it requests");
    }

    static boolean needsFewBumps(ShortestSolution solution) {
        int steps = solution.steps().orElse(0);
        return steps >= 1 && steps <= MOST_BUMPS;
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
        long micro = (NODE_CPU + random.nextLong(1, (long) steps * CPU_STEP)) * 1000 + random.nextInt(1000);
        trace.cpu(QuantitySpelling.cpu(micro, random.nextInt(QuantitySpelling.CPU_STYLES)));
    }

    private void tooMuchMemory(int steps) {
        long bytes = NODE_MEMORY + random.nextLong(1, steps * MEMORY_STEP);
        trace.memory(QuantitySpelling.memory(bytes, random.nextInt(QuantitySpelling.MEMORY_STYLES)));
    }

    private void fittingCpu() {
        long micro = random.nextLong(100, NODE_CPU) * 1000L;
        trace.cpu(QuantitySpelling.cpu(micro, random.nextInt(QuantitySpelling.CPU_STYLES)));
    }

    private void fittingMemory() {
        long bytes = random.nextLong(64 * MEBI, NODE_MEMORY);
        trace.memory(QuantitySpelling.memory(bytes, random.nextInt(QuantitySpelling.MEMORY_STYLES)));
    }

    private void otherReplicas() {
        int other = random.nextInt(1, MOST_PODS);
        trace.replicas(other < TARGET ? other : other + 1);
    }
}
