package dev.simarena.engine.truth;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which host ports exclude each other. */
class NodePortsTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return FilterTruth.tests("node-ports");
    }
}
