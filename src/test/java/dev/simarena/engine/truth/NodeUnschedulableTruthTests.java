package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may run on cordoned and on named nodes. */
class NodeUnschedulableTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return FilterTruth.tests("node-unschedulable");
    }
}
