package dev.simarena.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out by hand from the formulas. */
class ScoreFormulaTests {

    @ParameterizedTest(name = "cpu {1}/{0}, memory {3}/{2}")
    @CsvSource({
        // (4000-1000)*100/4000 = 75, (10000-5000)*100/10000 = 50
        "4000, 1000, 10000, 5000, 62",
        "4000, 0, 10000, 0, 100",
        "4000, 4000, 10000, 10000, 0",
        // over-committed cpu counts 0
        "4000, 6000, 10000, 5000, 25",
        // (3-1)*100/3 = 66, (7-1)*100/7 = 85; (66+85)/2 = 75
        "3, 1, 7, 1, 75",
        // a resource the node does not have is left out
        "0, 100, 10000, 2500, 75",
        "4000, 1000, 0, 100, 75",
        "0, 1, 0, 1, 0"
    })
    void least_allocated(long allocatableCpu, long cpu, long allocatableMemory, long memory, long score) {
        assertThat(NodeResourcesFit.leastAllocated(allocatableCpu, cpu, allocatableMemory, memory))
                .isEqualTo(score);
    }

    @ParameterizedTest(name = "cpu {1}+{2}/{0}, memory {4}+{5}/{3}")
    @CsvSource({
        // S before = 100, after: |0.5-0.5| = 0 -> 100; 50 + 50/2
        "1000, 0, 500, 1000, 0, 500, 75",
        // after: |0.8-0| / 2 = 0.4 -> 60; 50 + (50 + 60 - 100)/2
        "1000, 0, 800, 1000, 0, 0, 55",
        // before |0.8-0|/2 -> 60, after |0.8-0.8| -> 100; 50 + (50 + 40)/2
        "1000, 800, 0, 1000, 0, 800, 95",
        // shares are capped at 1: after |1-1| -> 100
        "1000, 0, 5000, 1000, 0, 2000, 75",
        // before: 100; after |0.1-0.07|/2 = 0.015 -> 98; 50 + 48/2
        "1000, 0, 100, 1000, 0, 70, 74",
        // after |1-0|/2 -> 50; 50 + (50 - 50)/2
        "1000, 0, 1000, 1000, 0, 0, 50"
    })
    void balanced_allocation(
            long allocatableCpu,
            long cpu,
            long podCpu,
            long allocatableMemory,
            long memory,
            long podMemory,
            long score) {
        assertThat(BalancedAllocation.score(allocatableCpu, cpu, podCpu, allocatableMemory, memory, podMemory))
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "99, 99",
        // 50 - 100/125 = 50 % of 100 is under the minimum of 100
        "100, 100",
        // 50 - 2 = 48 % of 250 = 120
        "250, 120",
        // 50 - 8 = 42 %
        "1000, 420",
        // 50 - 40 = 10 %
        "5000, 500",
        // 5 % at least
        "6000, 300",
        "15000, 750"
    })
    void search_ends_after_enough_feasible_nodes(int nodes, int wanted) {
        assertThat(NodeSearch.wanted(nodes)).isEqualTo(wanted);
    }
}
