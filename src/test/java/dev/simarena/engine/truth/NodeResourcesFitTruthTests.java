package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pods fit the room of a node, and what is said of those that do not. */
class NodeResourcesFitTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return FilterTruth.tests("node-resources-fit");
    }
}
