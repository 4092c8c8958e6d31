package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which nodes a pod's selector and required affinity select. */
class NodeAffinityTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return FilterTruth.tests("node-affinity");
    }

    @TestFactory
    List<DynamicTest> conflicts() {
        TruthTable table = TruthTable.of("node-affinity");
        return table.tests(
                "conflicts",
                single -> assertThat(FilterTruth.place(table, single).unschedulable())
                        .isEqualTo(single.path("message").asText()));
    }
}
