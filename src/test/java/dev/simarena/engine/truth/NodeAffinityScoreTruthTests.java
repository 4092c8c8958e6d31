package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How nodes score that a pod prefers. */
class NodeAffinityScoreTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return ScoreTruth.tests("node-affinity-score");
    }
}
