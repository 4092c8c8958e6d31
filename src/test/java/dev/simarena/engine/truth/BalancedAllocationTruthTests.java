package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How nodes score that the pod balances or unbalances. */
class BalancedAllocationTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return ScoreTruth.tests("balanced-allocation");
    }
}
