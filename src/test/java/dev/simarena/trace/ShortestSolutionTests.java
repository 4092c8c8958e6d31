package dev.simarena.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestSolutionTests {

    /** Expected numbers are reckoned by hand; the first eight are the table of the named scenarios. */
    @ParameterizedTest
    @CsvSource({
        "3, 16, 32Gi, 110, 3, 3, 17000m, 2Gi, 2",
        "3, 16, 32Gi, 110, 3, 3, 20000m, 2Gi, 8",
        "3, 16, 32Gi, 110, 3, 3, 500m, 33Gi, 4",
        "3, 16, 32Gi, 110, 3, 3, 500m, 40Gi, 32",
        "3, 16, 32Gi, 110, 3, 3, 17000m, 33Gi, 6",
        "3, 16, 32Gi, 110, 3, 5, 500m, 512Mi, 2",
        "3, 16, 32Gi, 110, 3, 1, 250m, 512Mi, 2",
        "3, 16, 32Gi, 110, 3, 5, 250m, 33Gi, 6",
        // Each pod fits one node, but the three together do not: 16/3 = 5333m each.
        "1, 16, 32Gi, 110, 3, 3, 6, 2Gi, 2",
        "1, 16, 32Gi, 110, 3, 3, 5333m, 2Gi, 0",
        "1, 16, 32Gi, 110, 3, 3, 5333001u, 2Gi, 1",
        // Two nodes take two and one of three pods.
        "2, 16, 32Gi, 110, 3, 3, 500m, 16640Mi, 1",
        "2, 16, 32Gi, 110, 4, 4, 500m, 16640Mi, 1",
        "1, 1, 1Gi, 110, 1, 1, 1.0001, 1073741825, 2"
    })
    void shortest_solution_counts_reductions_and_replicas(
            int nodes,
            String nodeCpu,
            String nodeMemory,
            int pods,
            int target,
            int replicas,
            String cpu,
            String memory,
            int steps) {
        assertThat(solution(nodes, nodeCpu, nodeMemory, pods, target, replicas, cpu, memory))
                .hasValue(steps);
    }

    @ParameterizedTest
    @CsvSource({
        // 549m - 500m is under the floor of 50m, 300Mi - 256Mi under 64Mi.
        "1, 500m, 32Gi, 110, 1, 549m, 2Gi",
        "1, 16, 200Mi, 110, 1, 1, 300Mi",
        "2, 16, 32Gi, 2, 5, 1, 1Gi",
        "1, 1, 1Gi, 110, 1, 1E, 1Gi"
    })
    void unsolvable_workload_has_no_solution(
            int nodes, String nodeCpu, String nodeMemory, int pods, int target, String cpu, String memory) {
        assertThat(solution(nodes, nodeCpu, nodeMemory, pods, target, target, cpu, memory))
                .isEmpty();
    }

    private static OptionalInt solution(
            int nodes,
            String nodeCpu,
            String nodeMemory,
            int pods,
            int target,
            int replicas,
            String cpu,
            String memory) {
        return DeploymentTrace.builder()
                .nodes(nodes, nodeCpu, nodeMemory, pods)
                .target(target)
                .replicas(replicas)
                .cpu(cpu)
                .memory(memory)
                .shortestSolution()
                .steps();
    }
}
