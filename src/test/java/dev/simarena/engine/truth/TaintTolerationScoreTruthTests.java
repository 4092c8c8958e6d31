package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How nodes with taints to avoid score. */
class TaintTolerationScoreTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return ScoreTruth.tests("taint-toleration-score");
    }
}
