package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How nodes with more room score. */
class LeastAllocatedTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return ScoreTruth.tests("least-allocated");
    }
}
