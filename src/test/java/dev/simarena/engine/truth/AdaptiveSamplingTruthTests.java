package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simarena.engine.scheduler.SchedulerBench;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How many feasible nodes end the search. */
class AdaptiveSamplingTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("adaptive-sampling")
                .tests(single -> assertThat(
                                SchedulerBench.wanted(single.path("nodes").asInt()))
                        .isEqualTo(single.path("wanted").asInt()));
    }
}
