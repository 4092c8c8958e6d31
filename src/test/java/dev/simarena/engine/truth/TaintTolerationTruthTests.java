package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which taints keep a pod off a node. */
class TaintTolerationTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return FilterTruth.tests("taint-toleration");
    }
}
